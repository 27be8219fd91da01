import Testing
import WordMineText

@Suite struct LineReaderTests {
  @Test(arguments: [
    ("", []), ("\n", [""]), ("甲", ["甲"]), ("甲\n", ["甲"]), ("甲\n\n", ["甲", ""]),
    ("甲\r\n乙\r\n", ["甲", "乙"]), ("甲\r乙", ["甲\r乙"]), ("\u{FEFF}甲\n\u{FEFF}乙", ["甲", "\u{FEFF}乙"]),
    ("\u{FEFF}", []), ("\u{FEFF}\n甲", ["", "甲"]), ("a", ["a"]), ("\r\n\r", ["", ""]),
  ])
  func splits(text: String, lines: [String]) throws {
    for size in 1...8 { #expect(try read(Array(text.utf8), by: size) == lines) }
  }

  @Test func readsALineOfAnyLength() throws {
    let long = String(repeating: "词", count: 500_000)
    #expect(try read(Array("甲\n\(long)\n乙".utf8), by: 100_000) == ["甲", long, "乙"])
  }

  @Test func saysWhereBytesAreInvalid() throws {
    let bytes = Array("甲\n".utf8) + [0xE7, 0x94] + Array("\n".utf8)
    #expect {
      try read(bytes, by: 4)
    } throws: {
      "\($0)".hasPrefix("list.txt:2: bytes that are not UTF-8")
    }
  }

  @Test func peekTakesNothing() throws {
    var lines = LineReader(try source(Array("\u{FEFF}甲\n乙".utf8), by: 2))
    let beginning = try lines.peek()
    #expect("甲\n乙".utf8.starts(with: beginning))
    #expect(try lines.next() == "甲")
    #expect(lines.position.description == "list.txt:1")
  }

  private func read(_ bytes: [UInt8], by size: Int) throws -> [String] {
    var lines = LineReader(try source(bytes, by: size))
    var result: [String] = []
    while let line = try lines.next() { result.append(line) }
    return result
  }
}

/// An input that gives `size` bytes at a time.
func source(_ bytes: [UInt8], by size: Int) throws -> ByteSource {
  var rest = bytes[...]
  return try ByteSource(name: "list.txt") { count in
    defer { rest = rest.dropFirst(min(count, size)) }
    return Array(rest.prefix(min(count, size)))
  }
}
