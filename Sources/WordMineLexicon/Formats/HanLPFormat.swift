import WordMineText

/// The dictionary of HanLP: `word [nature frequency]…`, separated by blanks.
///
/// The count is the sum of the frequencies, and the tag the most frequent nature.
package struct HanLPFormat: DictionaryLineFormat {
  /// The nature of words without a tag: a proper noun, which HanLP never cuts.
  private static let standardNature = "nz"

  package init() {}

  package func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    try Self.entry(DictionaryField.splitAtBlanks(line))
  }

  /// The entry of the fields of a line; `nil` if there are none.
  static func entry(_ fields: [Substring]) throws(InputError.Reason) -> LexiconEntry? {
    guard let word = fields.first else { return nil }
    guard fields.count % 2 == 1 else {
      throw .mismatch(
        "\(fields.count) fields, but there are a word and pairs of nature and frequency")
    }
    var entry = LexiconEntry(word: String(word))
    var greatest = -1
    for field in stride(from: 1, to: fields.count, by: 2) {
      guard !DictionaryField.isCount(fields[field]) else {
        throw .mismatch("the nature is a number: \"\(fields[field])\"")
      }
      guard let count = try DictionaryField.count(fields[field + 1], field: "frequency") else {
        throw .invalidNumber("", field: "frequency")
      }
      let (sum, hasOverflown) = (entry.count ?? 0).addingReportingOverflow(count)
      entry.count = hasOverflown ? .max : sum
      if count > greatest { (greatest, entry.tag) = (count, String(fields[field])) }
    }
    return entry
  }

  package func fit(_ line: Substring) -> Double? {
    let fields = DictionaryField.splitAtBlanks(line)
    if fields.isEmpty { return nil }
    if fields.count == 1 { return PlainFormat().fit(line).map { 0.6 * $0 } }
    return Self.fits(fields) ? 1 : 0
  }

  /// Whether fields are a word, natures and frequencies.
  static func fits(_ fields: [Substring]) -> Bool {
    fields.count > 2 && DictionaryField.isTag(fields[1]) && (try? entry(fields)) != nil
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    try DictionaryField.requireWord(entry.word)
    try DictionaryField.requireNoBlanks(entry.word, in: .hanlp)
    guard let count = entry.count else {
      if let tag = entry.tag {
        throw .mismatch("the format hanlp cannot hold this tag without a count: \"\(tag)\"")
      }
      return entry.word
    }
    let nature = entry.tag ?? Self.standardNature
    guard DictionaryField.isTag(nature[...]) else {
      throw .mismatch("the format hanlp cannot hold this tag: \(nature.debugDescription)")
    }
    guard count <= Int(Int32.max) else {
      throw .mismatch("the format hanlp holds counts up to \(Int32.max), not \(count)")
    }
    return "\(entry.word) \(nature) \(count)"
  }
}
