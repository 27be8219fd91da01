import WordMineText

/// A list of words, one per line, as IK reads it too. Blanks around a word are ignored, and so are lines
/// that begin with `#` and a blank.
package struct PlainFormat: DictionaryLineFormat {
  /// The most characters of a line that looks like a word.
  private static let longest = 40

  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let word = DictionaryField.trim(line)
    if word.isEmpty || Self.isComment(word) { return nil }
    guard !word.utf8.contains(0x09) else {
      throw .mismatch("a tab in a list of words, one a line: \(word.debugDescription)")
    }
    return LexiconEntry(word: String(word))
  }

  private static func isComment(_ line: Substring) -> Bool {
    line == "#" || line.hasPrefix("# ") || line.hasPrefix("#\t")
  }

  /// One word fits best; several may be a phrase; what has numbers or brackets of some syntax does not.
  package func fit(_ line: Substring) -> Double? {
    let text = DictionaryField.trim(line)
    let fields = DictionaryField.splitAtBlanks(text)
    guard let first = fields.first, !Self.isComment(text) else {
      return nil
    }
    if text.utf8.contains(0x09) { return 0 }
    if Self.isMarkup(text) || text.unicodeScalars.count > Self.longest { return 0.1 }
    if "，。！？；：".unicodeScalars.contains(text.unicodeScalars.last!) { return 0.3 }
    if fields.count == 1 { return Self.isRecord(text) ? 0.2 : 1 }
    // A number behind a word is hardly a part of it, unless it is as in "windows 10".
    if fields.dropFirst().contains(where: { DictionaryField.number($0) != nil }) {
      return DictionaryField.holdsIdeograph(first) ? -4 : 0.5
    }
    return fields.count > 4 || DictionaryField.isCount(first) ? 0.2 : 0.5
  }

  /// Whether a line is of XML, of JSON over several lines, of CC-CEDICT, or of a field in quotes.
  private static func isMarkup(_ line: Substring) -> Bool {
    line.hasPrefix("<") && line.contains(">") || line.utf8.contains("\":".utf8)
      || line.utf8.contains("] /".utf8) || line.utf8.contains(",\"".utf8)
      || line.utf8.contains("\",".utf8) || line.utf8.starts(with: "\"".utf8) && line.hasSuffix(",")
      || ["{", "}", "[", "]", "},", "],"].contains(line)
  }

  /// Whether a line has ideographs on one side of a comma of CSV, and something on the other.
  private static func isRecord(_ line: Substring) -> Bool {
    let fields = DictionaryField.split(line, at: UInt8(ascii: ","))
    return fields.count > 1 && DictionaryField.holdsIdeograph(line)
      && fields.allSatisfy { !$0.isEmpty }
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    let word = entry.word
    try DictionaryField.requireWord(word)
    try DictionaryField.require(word, without: { $0 == "\t" }, in: .plain)
    guard !Self.isComment(word[...]) else {
      throw .mismatch("the format plain would take it for a comment: \(word.debugDescription)")
    }
    return word
  }
}
