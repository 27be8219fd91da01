import Testing

@testable import WordMineText

@Suite struct EncodingTests {
  /// 我家的茶园在青石岭北坡…味道反而厚。
  static let gbk = hex(
    "ced2bcd2b5c4b2e8d4b0d4dac7e0caafc1ebb1b1c6c2a3acd7eeb8dfb5c4d2bbbfe9b5d8d2aad7dfcbc4caaeb7d6d6"
      + "d3c9bdc2b7b2c5b5bda1a3b8b8c7d7b5b1c4ead1a1d5e2c0efa3accac7d2f2ceaac1ebc9cfceedb6e0a3acccab"
      + "d1f4b3f6c0b4b5c3b3d9a3accbf9d2d4d2b6d7d3b3a4b5c3c2fda3acceb6b5c0b7b4b6f8baf1a1a3")
  /// 臺灣的茶葉產區多半在山上…炒出來的茶總是淡。
  static let big5 = hex(
    "bb4fc657aabaaff9b8adb2a3b0cfa668a562a662a473a457a141a6adb1dfb7c5ae74a46aa141c3faaef0adaba141af"
      + "f9bef0aaf8b16fba43a141a8fdb944a4cfa6d3ab70a143a6d1aff9b941bba1a141b1c4aff9ad6eacdda4d1a141"
      + "a455ab42a4d1b1c4aabab8ada46ca774a4f4a668a141aaa3a558a8d3aabaaff9c160ac4fb248a143")

  @Test(
    arguments: [
      ([], .utf8), (Array("plain".utf8), .utf8), (Array("中国".utf8), .utf8),
      ([0xEF, 0xBB, 0xBF, 0xFF, 0xFF], .utf8), ([0xFF, 0xFE, 0x2D, 0x4E], .utf16LittleEndian),
      ([0xFE, 0xFF, 0x4E, 0x2D], .utf16BigEndian), (gbk, .gb18030), (big5, .big5),
      // Cut inside a character.
      (Array("中国".utf8).dropLast(), .utf8),
    ] as [([UInt8], Encoding)])
  func detects(sample: [UInt8], encoding: Encoding) {
    #expect(Encoding(detecting: sample[...]) == encoding)
  }

  /// One invalid sequence in a hundred is a bad byte; more are another encoding.
  @Test func aFewInvalidSequencesAreStillUTF8() {
    let good = Array(String(repeating: "中", count: 99).utf8)
    #expect(Encoding(detecting: (good + [0xFF])[...]) == .utf8)
    let mixed = Array(String(repeating: "中", count: 20).utf8) + Self.gbk
    #expect(Encoding(detecting: mixed[...]) != .utf8)
  }

  @Test func bytesAfterTheSampleAreNotJudged() throws {
    let line = Array("中文\n".utf8)
    let start = (0..<(TextReader.sampleSize / line.count + 1)).flatMap { _ in line }
    let summary = try read([.spooled("t", .memory(start + Self.gbk))]).summary
    #expect(summary.encodings == [.utf8])
    #expect(summary.invalidBytes > 50)
  }

  @Test func eachInputIsJudgedByItself() throws {
    let inputs: [CorpusInput] = [
      .spooled("a", .memory(Self.gbk)), .spooled("b", .memory(Array("中国".utf8))),
      .spooled("c", .memory(Self.big5)),
    ]
    #expect(try read(inputs).summary.encodings == [.gb18030, .utf8, .big5])
  }

  @Test(
    arguments: [
      ("UTF8", .utf8), ("utf-8", .utf8), ("GBK", .gb18030), ("gb2312", .gb18030), ("Big5", .big5),
      ("UTF-16", .utf16), ("utf-16le", .utf16LittleEndian), ("UTF-16BE", .utf16BigEndian),
      ("latin1", nil), ("", nil),
    ] as [(String, Encoding?)])
  func hasNames(name: String, encoding: Encoding?) { #expect(Encoding(name: name) == encoding) }

  @Test(arguments: Encoding.allCases)
  func isKnownByItsOwnName(encoding: Encoding) {
    #expect(Encoding(name: encoding.rawValue) == encoding)
    if Transcoder(encoding.converterName) == nil { Issue.record("ICU does not know it") }
  }
}
