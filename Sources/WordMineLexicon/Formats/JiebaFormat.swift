import WordMineText

/// The user dictionary of jieba: `word [count] [tag]`, separated by blanks.
///
/// A tag without a count must be in lowercase Latin letters.
package struct JiebaFormat: LineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let fields = DictionaryField.splitAtBlanks(line)
    guard let word = fields.first else { return nil }
    guard fields.count <= 3 else {
      throw .mismatch("\(fields.count) fields, but at most word, count and tag are known")
    }
    if fields.count == 2, Self.isTag(fields[1]) {
      return LexiconEntry(word: String(word), tag: String(fields[1]))
    }
    return LexiconEntry(
      word: String(word),
      count: try fields.dropFirst().first.flatMap { field throws(InputError.Reason) in
        try DictionaryField.count(field, field: "count")
      },
      tag: fields.count == 3 ? String(fields[2]) : nil)
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    try DictionaryField.requireWord(entry.word)
    for text in [entry.word, entry.tag ?? ""] {
      try DictionaryField.require(text, without: \.properties.isWhitespace, in: .jieba)
    }
    if entry.count == nil, let tag = entry.tag, !Self.isTag(tag[...]) {
      throw .mismatch("the format jieba cannot hold this tag without a count: \"\(tag)\"")
    }
    return [entry.word, entry.count.map { String($0) }, entry.tag].compactMap(\.self)
      .joined(separator: " ")
  }

  /// Whether a second field is a tag rather than a count.
  static func isTag(_ field: Substring) -> Bool {
    !field.isEmpty && field.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }
}
