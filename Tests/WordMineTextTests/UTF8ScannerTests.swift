import Testing

@testable import WordMineText

@Suite struct UTF8ScannerTests {
  @Test func agreesWithStringOnOneAndTwoBytes() {
    for first in UInt8.min...UInt8.max {
      #expect(agrees([first]))
      for second in UInt8.min...UInt8.max { #expect(agrees([first, second])) }
    }
  }

  @Test func agreesWithStringOnThreeAndFourBytes() {
    var random = TestGenerator(seed: 1)
    // Bytes near the borders of the ranges that the encoding is made of.
    let edges: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED,
      0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<40_000 {
      let count = Int.random(in: 3...4, using: &random)
      let bytes = (0..<count).map { _ in edges.randomElement(using: &random)! }
      #expect(agrees(bytes), "\(bytes)")
    }
  }

  /// The scalars, and U+FFFD for each invalid sequence, are those of String's repair; and a text is
  /// valid here where it is there.
  private func agrees(_ bytes: [UInt8]) -> Bool {
    var scalars: [UInt32] = []
    var (position, isValid) = (0, true)
    while position < bytes.count {
      let (scalar, length) = UTF8Scanner.next(in: bytes.span, at: position)
      scalars.append(scalar ?? 0xFFFD)
      isValid = isValid && scalar != nil
      position += length
    }
    return position == bytes.count
      && scalars == String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
      && isValid == (String(validating: bytes, as: UTF8.self) != nil)
  }

  @Test func countsSequences() {
    let text = Array("a中é𠮷".utf8)
    #expect(UTF8Scanner.sequences(in: text[...]) == (3, 0))
    #expect(UTF8Scanner.sequences(in: (text + [0xFF, 0x80])[...]) == (3, 2))
    // A character that the end cuts counts as neither.
    #expect(UTF8Scanner.sequences(in: text.dropLast()) == (2, 0))
  }
}
