import Testing
import WordMineBase

@testable import WordMineText

@Suite struct CorpusReaderTests {
  @Test(arguments: [1, 2, 5, 1 << 20], [1, 2, 3])
  func countsWhatItRead(blockSize: Int, threads: Int) throws {
    let inputs: [CorpusInput] = [
      .text(Array("中国，PM2.5\n人 民\n".utf8) + [0xFF, 0xFE]),
      .spooled("b", .memory(EncodingTests.gbk + [0x0A])), .text([]),
      .spooled("c", .memory(ByteSourceTests.compressed[.xz]!)),
    ]
    let (text, summary) = try read(inputs) {
      $0.blockSize = blockSize
      $0.workers.threads = threads
    }
    #expect(summary.encodings == [.utf8, .gb18030, .utf8, .utf8])
    #expect(summary.lines == 4)
    #expect(summary.invalidBytes == 2)
    // Blanks and invalid bytes count as nothing: 2 + 1 + 5 + 2, then 66, then 12.
    #expect(summary.characters == 88)
    #expect(summary.atoms == clauses(text).reduce(0) { $0 + $1.count })
    #expect(clauses(text).prefix(4) == [["中", "国"], ["PM2.5"], ["人"], ["民"]])
  }

  /// Lines that are known again, and the longest line, take no more than is allowed.
  @Test func memoryIsKept() throws {
    let lines = (0..<2000).map { "行\($0)" }.joined(separator: "\n")
    let text = CorpusInput.text(Array(lines.utf8))
    let (few, enough) = (2000 * 32 * 4 - 1, 2000 * 32 * 4)
    _ = try read([text]) { ($0.uniqueLines, $0.memory) = (true, enough) }
    #expect(throws: MemoryExceeded.self) {
      try read([text]) { ($0.uniqueLines, $0.memory) = (true, few) }
    }
    let long = CorpusInput.text(Array(String(repeating: "a", count: 10_000).utf8))
    for keepsLines in [false, true] {
      func readLong(_ memory: Int) throws {
        _ = try read([long]) {
          ($0.keepsLines, $0.memory, $0.blockSize) = (keepsLines, memory, 100)
        }
      }
      // Where lines are kept, all of one may be runs of letters.
      let enough = keepsLines ? 200_000 : 100_000
      try readLong(enough)
      #expect(throws: MemoryExceeded.self) { try readLong(enough - 1) }
    }
  }

  @Test(arguments: 1...8)
  func threadsChangeNothing(threads: Int) throws {
    var random = TestGenerator(seed: 4)
    let inputs = (0..<4).map { _ in CorpusInput.text(random.messyBytes(2000)) }
    let expected = try read(inputs) { $0.encoding = .utf8 }
    let (text, summary) = try read(inputs) {
      $0.encoding = .utf8
      $0.workers.threads = threads
      $0.blockSize = 100
    }
    #expect(text.units == expected.text.units)
    #expect(summary.characters == expected.summary.characters)
  }

  @Test(arguments: [
    ("e4b8ad 0a e59bbd ff", Encoding.utf8, "t:2 (byte 7)"), ("ff", .utf8, "t:1 (byte 0)"),
    ("efbbbf e4b8ad 0a 0a ff", .utf8, "t:3 (byte 8)"),
    ("d6d0 0a b9fa 0a 84 31 a4 37 ffff 0a ff", .gb18030, "t:3 (byte 10)"),
    ("2d4e 0a00 00d8 0a00", .utf16LittleEndian, "t:2 (byte 4)"),
  ])
  func strictReadingSaysWhereABadByteIs(
    digits: String, encoding: Encoding, place: String
  ) throws {
    for blockSize in 1...12 {
      for threads in 1...3 {
        #expect {
          try read([.spooled("a", .memory([])), .spooled("t", .memory(hex(digits)))]) {
            $0.encoding = encoding
            $0.isStrict = true
            $0.blockSize = blockSize
            $0.workers.threads = threads
          }
        } throws: {
          "\($0)".hasPrefix(place + ": bytes that are not \(encoding.rawValue)")
        }
      }
    }
  }

  /// Also where the encoding is known late.
  @Test(arguments: [3, 30_000])
  func strictReadingSaysWhereABadByteIsBehindASCII(count: Int) throws {
    let english = Array(String(repeating: "abc\n", count: count).utf8)
    let bytes = english + EncodingTests.gbk + [0x0A, 0xFF, 0xFF, 0x0A]
    let place = "t:\(count + 2) (byte \(english.count + EncodingTests.gbk.count + 1)): "
    for blockSize in [1000, 1 << 20] {
      #expect {
        try read([.spooled("t", .memory(bytes))]) {
          $0.isStrict = true
          $0.blockSize = blockSize
        }
      } throws: {
        "\($0)".hasPrefix(place)
      }
    }
  }

  @Test func strictReadingCountsTheLinesOfEachInput() throws {
    for blockSize in 1...12 {
      #expect {
        try read([.text(Array("好\n".utf8)), .spooled("t", .memory([0x0A, 0xFF]))]) {
          $0.encoding = .utf8
          $0.isStrict = true
          $0.blockSize = blockSize
        }
      } throws: {
        "\($0)".hasPrefix("t:2 (byte 1): ")
      }
    }
  }

  @Test func strictReadingPassesGoodText() throws {
    let inputs: [CorpusInput] = [
      .text(Array("好\n".utf8)), .spooled("t", .memory(EncodingTests.gbk)),
    ]
    #expect(try read(inputs) { $0.isStrict = true }.summary.invalidBytes == 0)
  }

  /// Places are those of the file, not of what was taken out of it.
  @Test func strictReadingOfAColumnSaysWhereABadByteIs() throws {
    let bytes = Array("id\ttext\n1\t中\n2\t国".utf8) + [0xFF, 0x0A]
    for blockSize in 1...bytes.count {
      #expect {
        try read([.spooled("t", .memory(bytes))]) {
          $0.encoding = .utf8
          $0.isStrict = true
          $0.column = .name("text")
          $0.blockSize = blockSize
        }
      } throws: {
        "\($0)".hasPrefix("t:3 (byte 19): ")
      }
    }
  }

  @Test func strictReadingOfUniqueLinesSaysWhereABadByteIs() throws {
    let bytes = Array("中\n中\n中\n国".utf8) + [0xFF, 0x0A]
    #expect {
      try read([.spooled("t", .memory(bytes))]) {
        $0.encoding = .utf8
        $0.isStrict = true
        $0.uniqueLines = true
      }
    } throws: {
      "\($0)".hasPrefix("t:4 (byte 15): ")
    }
  }

  @Test(arguments: [1, 3, 100], [1, 3])
  func uniqueLinesAreThoseOfAllInputs(blockSize: Int, threads: Int) throws {
    let inputs = ["中\n国\n中\n", "国\n人\n", "人"].map { CorpusInput.text(Array($0.utf8)) }
    let (text, summary) = try read(inputs) {
      $0.uniqueLines = true
      $0.blockSize = blockSize
      $0.workers.threads = threads
    }
    #expect(clauses(text) == [["中"], ["国"], ["人"]])
    #expect(summary.repeatedLines == 3)
  }

  @Test(arguments: [1, 3, 100])
  func columnsAreFoundInEachInput(blockSize: Int) throws {
    let inputs: [CorpusInput] = [
      .text(Array("id\ttext\n1\t中国\n2\t人\n".utf8)), .text(Array("text\n民\n".utf8)),
      .text(Array(#"{"text": "大会"}"#.utf8)),
    ]
    let (text, _) = try read(inputs) {
      $0.column = .name("text")
      $0.blockSize = blockSize
    }
    #expect(clauses(text) == [["中", "国"], ["人"], ["民"], ["大", "会"]])
  }

  @Test func aClauseEndsWithItsInput() throws {
    let (text, _) = try read(["中", "国"].map { .text(Array($0.utf8)) })
    #expect(clauses(text) == [["中"], ["国"]])
  }

  @Test func errorsOfTheClosuresPassThrough() {
    struct Stop: Error {}
    var reader = CorpusReader([.text(Array("中".utf8))])
    #expect(throws: Stop.self) { try reader.readAtoms { _, _ in throw Stop() } }
  }

  @Test func aMissingFileIsAnErrorThatNamesIt() {
    #expect(throws: InputError(.notFound, at: SourcePosition(source: "/missing"))) {
      try read([.text([]), .file("/missing")])
    }
  }
}
