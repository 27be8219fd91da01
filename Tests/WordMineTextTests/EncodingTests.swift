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

  /// Lines that were cut after some bytes.
  @Test func damagedUTF8IsUTF8() {
    let text = String(repeating: "我家的茶园在青石岭北坡，最高的一块地要走四十分钟", count: 3)
    for count in 20...60 {
      let lines = stride(from: 0, to: text.utf8.count - count, by: count).flatMap {
        text.utf8.dropFirst($0).prefix(count - 1) + [0x0A]
      }
      #expect(Encoding(detecting: lines[...]) == .utf8, "lines of \(count) bytes")
    }
    let mixed = Array(String(repeating: "中", count: 20).utf8) + Self.gbk
    #expect(Encoding(detecting: mixed[...]) != .utf8)
  }

  @Test(arguments: ["我家的茶园在青石岭\n北坡", "Plain English text.\n", "茶", "最高的一块地，要走 40 分钟。\r\n"])
  func utf16WithoutAMarkIsFoundByItsUnits(text: String) throws {
    for (encoding, high) in [(Encoding.utf16LittleEndian, 1), (.utf16BigEndian, 0)] {
      var bytes: [UInt8] = []
      for unit in String(repeating: text, count: 3).utf16 {
        let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        bytes += high == 0 ? pair : pair.reversed()
      }
      #expect(Encoding(detecting: bytes[...]) == encoding)
      let (found, summary) = try read([.spooled("t", .memory(bytes))])
      #expect(summary.encodings == [encoding])
      #expect(
        found.units == (try read([.text(Array(String(repeating: text, count: 3).utf8))]).text.units)
      )
    }
  }

  /// A beginning of any length that is ASCII says nothing of what follows.
  @Test(arguments: [0, 100, 70_000, 200_000])
  func whatFollowsASCIIDecides(count: Int) throws {
    let english = Array(String(repeating: "plain text\n", count: count / 11).utf8)
    for (text, encoding) in [(Self.gbk, Encoding.gb18030), (Self.big5, .big5)] {
      let expected = try read([.spooled("t", .memory(text))]).text
      for blockSize in [1000, 1 << 20] {
        let (found, summary) = try read([.spooled("t", .memory(english + text))]) {
          $0.blockSize = blockSize
        }
        #expect(summary.encodings == [encoding])
        #expect(clauses(found).suffix(3) == clauses(expected).suffix(3))
        #expect(summary.invalidBytes == 0)
      }
    }
  }

  /// Some stray bytes of another encoding are no evidence, if there is more.
  @Test func aStrayByteDoesNotDecide() throws {
    let english =
      Array("a\u{A0}b ".unicodeScalars.map { UInt8($0.value) })
      + Array(String(repeating: "plain text\n", count: 7000).utf8)
    let text = english + (0..<8).flatMap { _ in Self.gbk }
    #expect(try read([.spooled("t", .memory(text))]).summary.encodings == [.gb18030])
  }

  @Test func binaryDataIsNoText() {
    let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 * $0) }
    #expect {
      try read([.spooled("t", .memory(bytes))])
    } throws: {
      "\($0)".hasPrefix("t: looks like binary data, not text; ")
    }
    #expect(throws: Never.self) {
      try read([.spooled("t", .memory(bytes))]) { $0.encoding = .utf8 }
    }
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
