import WordMineText

/// Helpers for the fields of dictionary lines.
enum DictionaryField {
  /// The fields between single separators.
  static func split(_ line: Substring, at separator: UInt8) -> [Substring] {
    line.utf8.split(separator: separator, omittingEmptySubsequences: false).map(Substring.init)
  }

  /// The fields between runs of blanks.
  static func splitAtBlanks(_ line: Substring) -> [Substring] {
    line.unicodeScalars.split(whereSeparator: isBlank).map(Substring.init)
  }

  /// The line without leading and trailing blanks.
  static func trim(_ line: Substring) -> Substring {
    let front = line.unicodeScalars.drop(while: isBlank)
    guard let last = front.lastIndex(where: { !isBlank($0) }) else { return "" }
    return Substring(front[...last])
  }

  /// Whether a scalar is white space of any width, or a byte order mark.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// Whether a field is a count.
  static func isCount(_ field: Substring) -> Bool {
    !field.isEmpty && field.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  /// Whether a field is a part of speech: Latin letters, and digits after the first.
  static func isTag(_ field: Substring) -> Bool {
    guard let first = field.utf8.first, isLetter(first), field.utf8.count <= 12 else {
      return false
    }
    return field.utf8.allSatisfy { isLetter($0) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  /// Whether a text has a character of no European script.
  static func holdsIdeograph(_ text: Substring) -> Bool {
    text.unicodeScalars.contains { $0.value >= 0x2E80 }
  }

  /// The number that a field holds; `nil` if it holds something else.
  static func number(_ field: Substring) -> Double? {
    guard let first = field.utf8.first(where: { $0 != UInt8(ascii: "-") }),
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= first || first == UInt8(ascii: "."),
      let value = Double(field), value.isFinite
    else { return nil }
    return value
  }

  /// A non-negative integer; `nil` if the field is empty.
  static func count(_ text: Substring, field: String) throws(InputError.Reason) -> Int? {
    if text.isEmpty { return nil }
    guard isCount(text), let value = Int(text) else {
      throw .invalidNumber(String(text), field: field)
    }
    return value
  }

  /// - Throws: `InputError.Reason.mismatch` if a text cannot be a word.
  static func requireWord(_ word: String) throws(InputError.Reason) {
    if word.isEmpty { throw .mismatch("the word is empty") }
    if word.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      throw .mismatch("a word with a line break: \(word.debugDescription)")
    }
    if word.utf8.contains(0) {
      throw .mismatch("a word with a zero byte, as binary data has: \(word.debugDescription)")
    }
    if word.unicodeScalars.first.map(isBlank) ?? false
      || word.unicodeScalars.last.map(isBlank) ?? false
    {
      throw .mismatch("a word with blanks around it: \(word.debugDescription)")
    }
  }

  /// - Throws: `InputError.Reason.mismatch` if the text has a scalar that the format cannot
  ///   represent.
  static func require(
    _ text: String, without isForbidden: (Unicode.Scalar) -> Bool, in format: DictionaryFormat
  ) throws(InputError.Reason) {
    guard let scalar = text.unicodeScalars.first(where: isForbidden) else { return }
    let code = String(scalar.value, radix: 16, uppercase: true)
    throw .mismatch(
      "the format \(format.rawValue) cannot hold U+\(code) in a word: \(text.debugDescription)")
  }

  /// - Throws: `InputError.Reason.mismatch` if the text has blanks, which part fields.
  static func requireNoBlanks(
    _ text: String, in format: DictionaryFormat
  ) throws(InputError.Reason) {
    try require(text, without: isBlank, in: format)
  }
}
