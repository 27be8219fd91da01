import Testing

@testable import WordMineText

@Suite struct TranscoderTests {
  @Test(arguments: [
    // 𠀀㐀😀, four bytes each
    ("GB18030", "95328236 8139ee39 9439fc36", "𠀀㐀😀"),
    ("GB18030", "d6d061b9fa", "中a国"),
    // As the standard of 2022 has them.
    (
      "GB18030", "a6d9 a6da a6db a6df a6ec a6f3", "\u{FE10}\u{FE12}\u{FE11}\u{FE16}\u{FE17}\u{FE19}"
    ),
    ("GB18030", "fe59 fe61 fea0", "\u{9FB4}\u{9FB5}\u{9FBB}"),
    ("Big5-HKSCS", "bb4fc657", "臺灣"),
    ("UTF-16LE", "2d4e 40d8 00dc 6100", "中𠀀a"),
    ("UTF-16BE", "4e2d d840 dc00 0061", "中𠀀a"),
    ("UTF-16", "feff 4e2d 0061", "中a"),
    ("UTF-16", "fffe 2d4e 6100", "中a"),
  ])
  func convertsPieceByPiece(encoding: String, digits: String, text: String) throws {
    let bytes = hex(digits)
    for size in 1...bytes.count {
      let (output, invalid) = try convert(bytes, encoding, by: size)
      #expect(output == text, "pieces of \(size)")
      #expect(invalid == 0)
    }
  }

  @Test(arguments: [
    ("GB18030", "d6d0 ff b9fa", "中\u{FFFD}国"), ("GB18030", "d6d0 b9", "中\u{FFFD}"),
    ("GB18030", "953282", "\u{FFFD}"), ("UTF-16LE", "00d8 6100", "\u{FFFD}a"),
    ("UTF-16LE", "6100 61", "a\u{FFFD}"),
  ])
  func anInvalidSequenceBecomesOneReplacement(
    encoding: String, digits: String, text: String
  ) throws {
    let bytes = hex(digits)
    for size in 1...bytes.count {
      let (output, invalid) = try convert(bytes, encoding, by: size)
      #expect(output == text, "pieces of \(size)")
      #expect(invalid == 1)
    }
  }

  @Test func anUnknownEncodingHasNone() {
    if Transcoder("klingon") != nil { Issue.record("ICU knows it") }
  }

  private func convert(
    _ bytes: [UInt8], _ encoding: String, by size: Int
  ) throws -> (String, Int) {
    guard let transcoder = Transcoder(encoding) else {
      Issue.record("no \(encoding)")
      return ("", 0)
    }
    var (output, invalid, rest) = ([UInt8](), 0, bytes[...])
    while true {
      let result = transcoder.convert(rest.prefix(size), into: &output, last: rest.isEmpty)
      invalid += Int(result.invalid)
      if rest.isEmpty { break }
      rest = rest.dropFirst(Int(result.consumed))
    }
    return (try #require(String(validating: output, as: UTF8.self)), invalid)
  }
}
