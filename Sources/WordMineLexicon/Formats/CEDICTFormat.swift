import WordMineText

/// CC-CEDICT: `traditional simplified [pin1 yin1] /meaning/…/`, after lines with `#`.
///
/// A line holds the word in both scripts: the simplified one first, unless they are the same.
package struct CEDICTFormat: DictionaryLineFormat {
  private var traditional: Substring?

  package init() {}

  package mutating func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let text = DictionaryField.trim(line)
    if text.isEmpty || text.hasPrefix("#") { return nil }
    guard let (traditional, simplified) = Self.words(text) else {
      throw .mismatch(
        "not \"traditional simplified [pin1 yin1] /meaning/\": \(text.prefix(60).debugDescription)")
    }
    self.traditional = traditional == simplified ? nil : traditional
    return LexiconEntry(word: String(simplified))
  }

  package mutating func nextInLine() -> LexiconEntry? {
    defer { traditional = nil }
    return traditional.map { LexiconEntry(word: String($0)) }
  }

  private static func words(_ line: Substring) -> (Substring, Substring)? {
    let fields = line.utf8.split(separator: 0x20, maxSplits: 2).map(Substring.init)
    guard fields.count == 3, fields[2].hasPrefix("["), fields[2].utf8.contains("] /".utf8),
      line.hasSuffix("/")
    else { return nil }
    return (fields[0], fields[1])
  }

  package func fit(_ line: Substring) -> Double? {
    let text = DictionaryField.trim(line)
    if text.hasPrefix("#") { return nil }
    return Self.words(text) == nil ? 0 : 1
  }
}
