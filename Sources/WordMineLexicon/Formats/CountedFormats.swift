import WordMineText

// Lists of words with their counts, that other programs write and we only read.

/// A word and its frequency with a tab between them, as in THUOCL and Rime's essay.
package struct TabbedCountFormat: DictionaryLineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let fields = DictionaryField.split(DictionaryField.trim(line), at: 0x09)
      .map(DictionaryField.trim)
    if fields == [""] { return nil }
    guard fields.count < 3 else {
      throw .mismatch("\(fields.count) fields, but word and count are known")
    }
    return LexiconEntry(
      word: String(fields[0]),
      count: try fields.dropFirst().first.flatMap { field throws(InputError.Reason) in
        try DictionaryField.count(field, field: "count")
      })
  }

  package func fit(_ line: Substring) -> Double? {
    guard let entry = try? decode(line) else { return DictionaryField.trim(line).isEmpty ? nil : 0 }
    return entry.count != nil ? 1 : PlainFormat().fit(line).map { 0.6 * $0 }
  }
}

/// A count and a word, which may hold blanks, as `sort | uniq -c` writes them.
package struct UniqFormat: DictionaryLineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let line = DictionaryField.trim(line)
    guard let first = DictionaryField.splitAtBlanks(line).first else { return nil }
    let count = try DictionaryField.count(first, field: "count")
    let word = DictionaryField.trim(line[first.endIndex...])
    try DictionaryField.requireWord(String(word))
    return LexiconEntry(word: String(word), count: count)
  }

  package func fit(_ line: Substring) -> Double? {
    guard let entry = try? decode(line) else { return DictionaryField.trim(line).isEmpty ? nil : 0 }
    return DictionaryField.isCount(entry.word[...]) ? 0.5 : 0.9
  }
}

/// The word list of AntConc: rank, count and word with tabs between them, after lines with `#`.
package struct AntConcFormat: DictionaryLineFormat {
  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    let line = DictionaryField.trim(line)
    if line.isEmpty || line.hasPrefix("#") { return nil }
    let fields = DictionaryField.split(line, at: 0x09).map(DictionaryField.trim)
    guard fields.count == 3 else {
      throw .mismatch("\(fields.count) fields, but there are rank, count and word")
    }
    _ = try DictionaryField.count(fields[0], field: "rank")
    return LexiconEntry(
      word: String(fields[2]), count: try DictionaryField.count(fields[1], field: "count"))
  }

  package func fit(_ line: Substring) -> Double? {
    let text = DictionaryField.trim(line)
    if text.isEmpty || text.hasPrefix("#") { return nil }
    return (try? decode(line)) == nil ? 0 : 1
  }
}
