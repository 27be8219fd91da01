import WordMineText

/// The user dictionary of jieba: `word [count] [tag]`, separated by blanks.
///
/// A tag without a count must be in lowercase Latin letters, and a word with blanks needs a count.
package struct JiebaFormat: DictionaryLineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let fields = DictionaryField.splitAtBlanks(line)
    guard let last = fields.last else { return nil }
    let count = fields.count
    if count == 1 { return LexiconEntry(word: String(last)) }
    if DictionaryField.isCount(last) { return try entry(line, fields.dropLast(), count: last) }
    if count > 2, count == 3 || Self.isTag(last), DictionaryField.isCount(fields[count - 2]) {
      return try entry(line, fields.dropLast(2), count: fields[count - 2], tag: last)
    }
    if count == 2, Self.isTag(last) { return try entry(line, fields.dropLast(), tag: last) }
    if count < 4 { throw .invalidNumber(String(fields[1]), field: "count") }
    throw .mismatch("\(count) fields, but at most word, count and tag are known")
  }

  /// - Parameter word: The fields of the word, which has the blanks between them.
  private func entry(
    _ line: Substring, _ word: ArraySlice<Substring>, count: Substring = "", tag: Substring? = nil
  ) throws(InputError.Reason) -> LexiconEntry {
    let extent = word.first!.startIndex..<word.last!.endIndex
    return LexiconEntry(
      word: String(line[extent]), count: try DictionaryField.count(count, field: "count"),
      tag: tag.map { String($0) })
  }

  package func fit(_ line: Substring) -> Double? {
    guard let entry = try? decode(line) else { return DictionaryField.trim(line).isEmpty ? nil : 0 }
    if entry.count != nil {
      // The end of a word with blanks may as well be its tag: see `HanLPFormat`.
      if let end = DictionaryField.splitAtBlanks(entry.word[...]).dropFirst().last {
        return Self.isTag(end) ? 0.3 : 0.8
      }
      // With tabs, word and count are what other programs write as well.
      return line.utf8.contains(0x09) ? 0.95 : 1
    }
    if entry.tag == nil { return PlainFormat().fit(line).map { 0.6 * $0 } }
    // Two lowercase words are more likely a phrase, such as "hong kong".
    return DictionaryField.holdsIdeograph(entry.word[...]) ? 0.55 : 0.3
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    let (word, tag) = (entry.word, entry.tag)
    try DictionaryField.requireWord(word)
    if let tag, entry.count == nil, !Self.isTag(tag[...]) {
      throw .mismatch("the format jieba cannot hold this tag without a count: \"\(tag)\"")
    }
    if let tag { try DictionaryField.requireNoBlanks(tag, in: .jieba) }
    let parts = word.split(separator: " ", omittingEmptySubsequences: false)
    let mayHaveBlanks = entry.count != nil && tag.map { Self.isTag($0[...]) } ?? true
    for part in mayHaveBlanks ? parts : [word[...]] {
      try DictionaryField.requireNoBlanks(String(part), in: .jieba)
    }
    return [word, entry.count.map { String($0) }, tag].compactMap(\.self).joined(separator: " ")
  }

  /// Whether a second field is a tag rather than a count.
  static func isTag(_ field: Substring) -> Bool {
    !field.isEmpty && field.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }
}
