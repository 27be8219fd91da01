/// One character, or two that stand side by side: what a text is classified by.
public struct CharacterGram: Hashable, Comparable, Sendable {
  /// The first code point in the upper half, the second one, or zero, in the lower half.
  let code: UInt64

  init(_ first: Unicode.Scalar, _ second: Unicode.Scalar? = nil) {
    code = UInt64(first.value) << 32 | UInt64(second?.value ?? 0)
  }

  init?(code: UInt64) {
    guard let first = Unicode.Scalar(UInt32(code >> 32)),
      let second = Unicode.Scalar(UInt32(truncatingIfNeeded: code))
    else { return nil }
    self.init(first, second.value == 0 ? nil : second)
  }

  public static func < (a: CharacterGram, b: CharacterGram) -> Bool { a.code < b.code }

  public var text: String {
    let scalars = [UInt32(code >> 32), UInt32(truncatingIfNeeded: code)]
    return String(
      String.UnicodeScalarView(scalars.filter { $0 > 0 }.compactMap(Unicode.Scalar.init)))
  }

  /// The different ones of a text, in lower case, with runs of blanks as one blank.
  public static func grams(of text: String) -> Set<CharacterGram> {
    var grams: Set<CharacterGram> = []
    var last: Unicode.Scalar?
    for scalar in text.lowercased().unicodeScalars where scalar.value > 0 {
      let scalar = scalar.properties.isWhitespace ? " " : scalar
      if scalar == " ", last == " " { continue }
      grams.insert(CharacterGram(scalar))
      if let last { grams.insert(CharacterGram(last, scalar)) }
      last = scalar
    }
    return grams
  }
}
