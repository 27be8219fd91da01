import Glibc
import Testing

@testable import WordMineText

@Suite struct FileNameTests {
  /// GBK, a cut character, the characters that escape bytes, and plain names.
  @Test(
    arguments: [
      [0xB2, 0xE8, 0x2E, 0x74, 0x78, 0x74], [0xE8, 0x8C], Array("茶\u{10FEFF}a\u{10FE80}".utf8),
      Array("茶.txt".utf8), Array("\u{10FFFF}".utf8), [], [0xFF, 0xF4, 0x8F, 0xBB, 0xBF],
    ] as [[UInt8]])
  func everyNameHasATextOfItsOwn(name: [UInt8]) {
    let text = FileName.text(name)
    #expect(FileName.bytes(text) == name)
    #expect(FileName.system(text).map { UInt8(bitPattern: $0) } == name + [0])
    if String(validating: name, as: UTF8.self) == nil {
      #expect(text != String(decoding: name, as: UTF8.self))
    }
  }

  @Test func whatIsTextStaysAsItIs() {
    #expect(FileName.text("茶.txt".utf8) == "茶.txt")
    #expect(FileName.shown("茶.txt") == "茶.txt")
  }

  @Test func bytesAreShownAsDigits() {
    #expect(FileName.shown(FileName.text([0x61, 0xB2, 0xE8])) == "a\\xB2\\xE8")
  }

  @Test(arguments: [
    ("a.txt\0b c.txt\0", ["a.txt", "b c.txt"]), ("a\nb.txt\0c", ["a\nb.txt", "c"]),
    ("a.txt\n\nb.txt\r\nc", ["a.txt", "b.txt", "c"]), ("\u{FEFF}a\n", ["a"]), ("", []),
  ])
  func listsOfBothKindsAreRead(list: String, names: [String]) {
    #expect(FileName.list(Array(list.utf8)) == names)
  }

  @Test func aFileIsOpenedWhateverItsNameIs() throws {
    try withDirectory { directory in
      let path = directory + "/" + FileName.text([0xB2, 0xE8])
      #expect(
        throws: InputError(.notFound, at: SourcePosition(source: path))
      ) { _ = try content(ByteSource(path: path)) }
      let file = unsafe fopen(FileName.system(path), "w")
      _ = unsafe fputs("茶", file)
      _ = unsafe fclose(file)
      let found = try content(ByteSource(path: path))
      #expect(found == Array("茶".utf8))
      #expect(ByteSource.size(ofFile: path) == 3)
    }
  }
}
