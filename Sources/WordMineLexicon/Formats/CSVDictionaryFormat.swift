import WordMineText

/// A dictionary as CSV: with a header, the columns of the native dictionary; without, a word with its
/// count and tag, or the fields of HanLP.
package struct CSVDictionaryFormat: DictionaryLineFormat {
  private var named = CSVFormat(Table.dictionary)
  private var record = CSVRecord()
  /// Whether the first record named the columns; `nil` before it.
  private var hasHeader: Bool?

  package init() {}

  package var header: String? { named.header }
  package var lineBreak: String { named.lineBreak }

  package mutating func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    if hasHeader == nil, !line.isEmpty { hasHeader = Self.isHeader(line) }
    if hasHeader == true { return try named.decode(line) }
    if line.isEmpty, !record.isOpen { return nil }
    return record.append(line) ? try Self.entry(record.fields.map(DictionaryField.trim)) : nil
  }

  package func finish() throws(InputError.Reason) {
    try named.finish()
    try record.finish()
  }

  private static func isHeader(_ line: Substring) -> Bool {
    var record = CSVRecord()
    return record.append(line) && record.fields.contains("word")
  }

  private static func entry(_ fields: [Substring]) throws(InputError.Reason) -> LexiconEntry? {
    try DictionaryField.requireWord(String(fields[0]))
    if HanLPFormat.fits(fields) { return try HanLPFormat.entry(fields) }
    guard fields.count < 4 else {
      throw .mismatch(
        "\(fields.count) fields, and the first line does not name the column \"word\"")
    }
    return LexiconEntry(
      word: String(fields[0]),
      count: try fields.dropFirst().first.flatMap { field throws(InputError.Reason) in
        try DictionaryField.count(field, field: "count")
      },
      tag: fields.count == 3 && !fields[2].isEmpty ? String(fields[2]) : nil)
  }

  package func fit(_ lines: [Substring]) -> Double {
    guard let first = lines.first else { return 0 }
    if Self.isHeader(first) { return first.utf8.contains(UInt8(ascii: ",")) ? 1 : 0 }
    var fits: [Double] = []
    var format = self
    for line in lines {
      let isFirst = !format.record.isOpen
      guard let entry = try? format.decode(line) else {
        if !format.record.isOpen { fits.append(0) }
        continue
      }
      fits.append(entry.count != nil ? 1 : isFirst ? 0.6 * (PlainFormat().fit(line) ?? 1) : 0)
    }
    return fits.isEmpty || format.record.isOpen ? 0 : fits.reduce(0, +) / Double(fits.count)
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    try named.encode(entry)
  }
}
