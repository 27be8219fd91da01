import WordMineText

/// Helpers for the fields of dictionary lines.
enum DictionaryField {
  /// The fields between single separators.
  static func split(_ line: Substring, at separator: UInt8) -> [Substring] {
    line.utf8.split(separator: separator, omittingEmptySubsequences: false).map(Substring.init)
  }

  /// The fields between runs of blanks or tabs.
  static func splitAtBlanks(_ line: Substring) -> [Substring] {
    line.utf8.split { isBlank($0) }.map(Substring.init)
  }

  /// The line without leading and trailing blanks and tabs.
  static func trim(_ line: Substring) -> Substring {
    let front = line.utf8.drop { isBlank($0) }
    guard let last = front.lastIndex(where: { !isBlank($0) }) else { return "" }
    return Substring(front[...last])
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// A non-negative integer; `nil` if the field is empty.
  static func count(_ text: Substring, field: String) throws(InputError.Reason) -> Int? {
    if text.isEmpty { return nil }
    guard let value = Int(text), value >= 0 else {
      throw .invalidNumber(String(text), field: field)
    }
    return value
  }

  /// - Throws: `InputError.Reason.mismatch` if the word is empty.
  static func requireWord(_ word: String) throws(InputError.Reason) {
    if word.isEmpty { throw .mismatch("the word is empty") }
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
}
