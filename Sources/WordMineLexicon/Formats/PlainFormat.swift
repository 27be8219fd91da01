import WordMineText

/// A list of words, one per line. Blanks around a word are ignored.
package struct PlainFormat: LineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let word = DictionaryField.trim(line)
    if word.isEmpty { return nil }
    guard !word.utf8.contains(0x09) else {
      throw .mismatch("a tab in a list of words, one a line: \(word.debugDescription)")
    }
    return LexiconEntry(word: String(word))
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    let word = entry.word
    try DictionaryField.requireWord(word)
    try DictionaryField.require(word, without: { "\t\n\r".unicodeScalars.contains($0) }, in: .plain)
    guard !word.hasPrefix(" "), !word.hasSuffix(" ") else {
      throw .mismatch("the format plain cannot hold blanks around a word: \(word.debugDescription)")
    }
    return word
  }
}
