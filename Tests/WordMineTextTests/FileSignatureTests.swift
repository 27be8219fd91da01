import Testing

@testable import WordMineText

@Suite struct FileSignatureTests {
  @Test(
    arguments: [
      (Array("%PDF-1.7\n".utf8), "PDF"),
      (hex("504b0304 14000600") + Array("word/document.xml".utf8), "docx"),
      (hex("504b0304") + Array("xl/workbook.xml".utf8), "xlsx"),
      (hex("504b0304 0a00"), "a zip archive"),
      (Array("SQLite format 3\0".utf8), "SQLite"), (hex("89504e47 0d0a1a0a 0000"), "PNG"),
      (hex("7f454c46 02010100"), "ELF"), (Array("WMCOUNTS".utf8), "a counts file of wordmine"),
      (Array("WMMODEL_".utf8), "a model of wordmine"),
      (Array("WMTENSOR".utf8), "a model or an index"),
      (Array("WMLINKS_".utf8), "links"), (hex("fffe0000 2d4e0000"), "UTF-32"),
      (Array((String(repeating: "a", count: 257) + "ustar\0").utf8), "a tar archive"),
    ] as [([UInt8], String)])
  func isSaid(bytes: [UInt8], name: String) throws {
    let input = CorpusInput.spooled("a.bin", .memory(bytes))
    for inputs in [[input], [.text(Array("茶".utf8)), input]] {
      #expect {
        try read(inputs)
      } throws: {
        "\($0)".hasPrefix("a.bin: looks like ") && "\($0)".contains(name)
          && "\($0)".contains(", not text; ")
      }
    }
    #expect(throws: InputError.self) {
      var lines = LineReader(try source(bytes, by: 1000))
      _ = try lines.next()
    }
  }

  /// A text may begin with the same letters.
  @Test(arguments: ["ID3 tags", "PAR1\tb", "BZh9", "the ftyp box", "MZ", "GIF89a", "PK"])
  func lettersAloneAreText(text: String) throws {
    #expect(try read([.spooled("t", .memory(Array(text.utf8)))]).summary.lines == 0)
  }

  @Test func aTextAtHandIsAText() throws {
    #expect(clauses(try read([.text(Array("%PDF-1".utf8))]).text) == [["%", "PDF-1"]])
  }

  /// Before the first input is read, because that may take long.
  @Test func aFileIsLookedAtBeforeAllIsRead() throws {
    try withDirectory { directory in
      let sink = try ByteSink.file(directory + "/a.pdf")
      try sink.write("%PDF-1.7")
      try sink.close()
      var reader = CorpusReader([.text(Array("茶".utf8)), .file(directory + "/a.pdf")])
      var blocks = 0
      #expect(throws: InputError.self) { try reader.readAtoms { _, _ in blocks += 1 } }
      #expect(blocks == 0)
    }
  }
}
