import WordMineText

/// The native dictionary: columns between tabs, named in the first line.
///
///     word<TAB>score<TAB>count<TAB>raw_count<TAB>…
///     词典<TAB>3.2<TAB>17<TAB>20<TAB>…
///
/// A field is empty where it is not defined. Columns may come in any order, and all but `word` may
/// be missing; columns of other names are passed over.
package struct TSVFormat: LineFormat {
  /// The columns of the file in their order, once its header was read; `nil` stands for other names.
  private var columns: [DictionaryColumn?]?

  package init() {}

  package var header: String? {
    DictionaryColumn.allCases.map(\.rawValue).joined(separator: "\t")
  }

  package mutating func decode(_ line: Substring) throws(InputError.Reason) -> LexiconEntry? {
    guard let columns else {
      columns = try Self.columns(line)
      return nil
    }
    if line.isEmpty { return nil }
    let fields = DictionaryField.split(line, at: 0x09)
    // A line with fewer fields was cut, whatever they hold.
    guard fields.count == columns.count else {
      throw .mismatch("\(fields.count) fields under \(columns.count) column names")
    }
    var entry = LexiconEntry(word: "")
    for (field, column) in zip(fields, columns) { try column?.read(field, into: &entry) }
    try DictionaryField.requireWord(entry.word)
    return entry
  }

  private static func columns(
    _ line: Substring
  ) throws(InputError.Reason) -> [DictionaryColumn?] {
    let columns = DictionaryField.split(line, at: 0x09).map {
      DictionaryColumn(rawValue: String($0))
    }
    guard columns.contains(.word) else {
      throw .missingColumn(DictionaryColumn.word.rawValue)
    }
    return columns
  }

  package func encode(_ entry: LexiconEntry) throws(InputError.Reason) -> String {
    try DictionaryField.requireWord(entry.word)
    try DictionaryField.require(entry.word, without: Self.isSeparator, in: .tsv)
    try DictionaryField.require(entry.kind ?? "", without: Self.isSeparator, in: .tsv)
    var line = ""
    line.reserveCapacity(128)
    line += entry.word
    for column in DictionaryColumn.allCases.dropFirst() {
      line += "\t"
      line += column.text(of: entry)
    }
    return line
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar == "\n" || scalar == "\r"
  }
}
