import WordMineText

/// Writes a dictionary in any format.
package struct DictionaryWriter {
  private enum Output {
    case lines(RecordWriter<LexiconEntry>)
    case document(any DictionaryDocument, [LexiconEntry])
  }

  private var output: Output
  private let sink: ByteSink
  private let name: String

  /// - Parameters:
  ///   - areTerms: Whether tables also say what words each entry is made of.
  ///   - name: The name of the output in error messages.
  package init(
    _ sink: ByteSink, as format: DictionaryFormat, areTerms: Bool = false,
    name: String = "<stdout>"
  ) throws(SystemError) {
    (self.sink, self.name) = (sink, name)
    switch format.registration.codec {
    case .document(let document): output = .document(document, [])
    case .lines(let lines):
      let format = areTerms ? format.tableOfTerms ?? lines.asLineFormat : lines.asLineFormat
      output = .lines(try RecordWriter(sink, as: format, name: name))
    }
  }

  /// - Throws: `InputError` for an entry that the format cannot hold; `SystemError` if writing fails.
  package mutating func write(_ entry: LexiconEntry) throws {
    switch output {
    case .lines(var writer):
      try writer.write(entry)
      output = .lines(writer)
    case .document(let document, var entries):
      output = .document(document, [])
      entries.append(entry)
      output = .document(document, entries)
    }
  }

  /// Writes what is left, after the last entry.
  ///
  /// - Throws: As `write`.
  package consuming func finish() throws {
    guard case .document(let document, let entries) = output else { return }
    try sink.write(try encode(entries, as: document))
  }

  private func encode(
    _ entries: [LexiconEntry], as document: any DictionaryDocument
  ) throws(InputError) -> [UInt8] {
    do {
      return try document.encode(entries)
    } catch {
      throw InputError(error, at: SourcePosition(source: name))
    }
  }
}

extension DictionaryFormat {
  /// The format of a list of terms, if it is a table: it also says what words each is made of.
  fileprivate var tableOfTerms: (any LineFormat<LexiconEntry>)? {
    switch self {
    case .tsv: TSVFormat(.dictionaryOfTerms)
    case .csv: CSVFormat(.dictionaryOfTerms)
    default: nil
    }
  }
}

/// What entries say that a format has no place for.
package struct LostColumns {
  private let columns: [Table<LexiconEntry>.Column]
  private var counts: [Int]

  package init(writing format: DictionaryFormat) {
    let held = format.registration.columns
    columns = Table.dictionary.columns.filter { $0.name != "word" && !held.contains($0.name) }
    counts = columns.map { _ in 0 }
  }

  package mutating func add(_ entry: LexiconEntry) {
    for (index, column) in columns.enumerated() {
      if case .missing = column.cell(entry) { continue }
      counts[index] += 1
    }
  }

  /// The columns, each with the number of entries that have a value there; `nil` if nothing is lost.
  package var description: String? {
    let lost = zip(columns, counts).filter { $0.1 > 0 }.map { "\($0.name) (\($1))" }
    return lost.isEmpty ? nil : lost.joined(separator: ", ")
  }
}
