/// Extracts the text, and the label if there is one, from the records of one input.
///
/// An input whose name ends in `.jsonl` or `.ndjson`, or whose first line that is not blank begins with
/// `{`, is JSON Lines. One whose name ends in `.csv`, or whose first line has the columns between commas
/// alone, is CSV; any other is TSV. Tables have a header if a column is given by name. Each text becomes
/// one line, with its line breaks replaced by blanks.
struct LineFilter {
  private enum Format {
    case tsv
    case csv
    case jsonLines
  }

  /// The most bytes of a record.
  static let longestRecord = 256 << 20

  /// The records that were changed so that they could be read, and those without a text.
  private(set) var mended = 0
  private(set) var withoutText = 0

  /// The column of the label, if there is one, then that of the text.
  private let columns: [Column]
  private let source: String
  private let isStrict: Bool
  private let longest: Int
  private var line = 0
  /// The line that the record begins in.
  private var first = 0
  /// Known after the first line that is not blank.
  private var format: Format?
  /// Whether a header or a record was read.
  private var hasBegun = false
  /// The indices of the columns, from 0, once they are known.
  private var indices: [Int] = []
  /// The beginning of a line that goes on in the next block.
  private var partial: [UInt8] = []
  private var csv = CSVRecord()
  private var csvBytes = 0

  init(
    column: Column, label: Column? = nil, source: String, isStrict: Bool = false,
    longest: Int = longestRecord
  ) throws(InputError) {
    columns = (label.map { [$0] } ?? []) + [column]
    self.source = source
    (self.isStrict, self.longest) = (isStrict, longest)
    for case .number(let number) in columns where number < 1 {
      throw InputError(.missingColumn("\(number)"), at: SourcePosition(source: source))
    }
  }

  /// Replaces records by their texts, one per line, and their labels.
  mutating func extract(_ block: inout TextBlock) throws(InputError) {
    let bytes = block.bytes
    block.bytes = []
    block.bytes.reserveCapacity(bytes.count)
    var start = 0
    while start < bytes.count, let end = bytes[start...].firstIndex(of: 0x0A) {
      try appendLine(bytes[start..<end], to: &block)
      start = end + 1
    }
    if block.isLast {
      if line == 0 { try checkReturns(partial + bytes[start...]) }
      if start < bytes.count || !partial.isEmpty { try appendLine(bytes[start...], to: &block) }
      if csv.isOpen { throw error(.mismatch("a quote that is never closed")) }
    } else {
      partial += bytes[start...]
      if !csv.isOpen { first = line + 1 }
      try checkLength(partial.count)
    }
  }

  /// - Parameter input: One without a line feed.
  private func checkReturns(_ input: [UInt8]) throws(InputError) {
    let rest = input.drop { $0 != 0x0D }.dropFirst()
    if rest.isEmpty || input.contains(UInt8(ascii: "\"")) { return }
    throw error(.mismatch("lines that end in CR alone; convert them: tr '\\r' '\\n' < FILE"))
  }

  private mutating func appendLine(
    _ rest: ArraySlice<UInt8>, to block: inout TextBlock
  ) throws(InputError) {
    line += 1
    if !csv.isOpen { first = line }
    var record = rest
    if !partial.isEmpty {
      partial += rest
      record = partial[...]
      partial = []
    }
    if record.last == 0x0D { record.removeLast() }
    try append(record, to: &block)
  }

  private mutating func append(
    _ record: ArraySlice<UInt8>, to block: inout TextBlock
  ) throws(InputError) {
    let isBlank = record.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    if format == nil {
      if isBlank, !record.contains(0x09) { return }
      format = try format(of: record)
    }
    switch format {
    case .jsonLines:
      if !isBlank { append(try jsonFields(record), to: &block) }
    case .tsv, nil:
      if indices.isEmpty, try findColumns(fields(ofTSV: record)) { return }
      if record.isEmpty { return }
      append(try fields(ofTSV: record, upTo: indices.max()!), to: &block)
    case .csv:
      if record.isEmpty, !csv.isOpen { return }
      csvBytes = csv.isOpen ? csvBytes + record.count : record.count
      try checkLength(csvBytes)
      guard csv.append(line: record.span) else { return }
      let fields = (0..<csv.count).map { csv[$0] }
      if indices.isEmpty, try findColumns(fields) { return }
      append(try chosen(fields), to: &block)
    }
  }

  /// - Parameter fields: The label, if there is one, then the text.
  private mutating func append(_ fields: [ArraySlice<UInt8>], to block: inout TextBlock) {
    hasBegun = true
    if fields.count > 1 { block.labels.append(Self.label(fields[0])) }
    block.bytes += fields[fields.count - 1].lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    block.bytes.append(0x0A)
  }

  /// Replaces tabs and line breaks, so that the label can be a field of a TSV.
  private static func label(_ field: ArraySlice<UInt8>) -> String {
    String(
      decoding: field.map { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
  }

  private func format(of first: ArraySlice<UInt8>) throws(InputError) -> Format {
    if Self.isNamed(source, as: [".jsonl", ".ndjson"]) { return .jsonLines }
    switch first.first(where: { $0 != 0x20 && $0 != 0x09 }) {
    case UInt8(ascii: "{"): return .jsonLines
    case UInt8(ascii: "[") where !first.contains(0x09):
      throw error(
        .mismatch("a JSON array, not JSON Lines; write an object per line: jq -c '.[]' FILE"))
    default: return isCSV(first) ? .csv : .tsv
    }
  }

  private func isCSV(_ first: ArraySlice<UInt8>) -> Bool {
    if first.contains(0x09) { return false }
    if Self.isNamed(source, as: [".csv"]) { return true }
    var record = CSVRecord()
    guard record.append(line: first.span) else { return true }
    let fields = (0..<record.count).map { record[$0] }
    if first.first == UInt8(ascii: "\""), fields.count > 1 { return true }
    return columns.allSatisfy { $0.index(in: fields) != nil }
      && columns.contains { $0.index(in: [first]) == nil }
  }

  /// Whether the name ends in one of some suffixes, or in one and that of a compressed file.
  private static func isNamed(_ name: String, as suffixes: [String]) -> Bool {
    let name = FileName.uncompressed(name.lowercased())
    return suffixes.contains(where: name.hasSuffix)
  }

  /// - Returns: Whether the first record is a header.
  private mutating func findColumns(_ fields: [ArraySlice<UInt8>]) throws(InputError) -> Bool {
    for column in columns {
      switch column {
      case .number(let number): indices.append(number - 1)
      case .name:
        guard let index = column.index(in: fields) else { throw error(.missingColumn(column.name)) }
        indices.append(index)
      }
    }
    hasBegun = columns.contains { if case .name = $0 { true } else { false } }
    return hasBegun
  }

  private func fields(ofTSV record: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    record.split(separator: 0x09, omittingEmptySubsequences: false)
  }

  private func fields(
    ofTSV record: ArraySlice<UInt8>, upTo last: Int
  ) throws(InputError) -> [ArraySlice<UInt8>] {
    try chosen(
      record.split(separator: 0x09, maxSplits: last + 1, omittingEmptySubsequences: false))
  }

  private func chosen(
    _ fields: [ArraySlice<UInt8>]
  ) throws(InputError) -> [ArraySlice<UInt8>] {
    for (column, index) in zip(columns, indices) where index >= fields.count {
      throw error(
        hasBegun
          ? .mismatch(
            "\(fields.count) fields, where the column \"\(column.name)\" is number \(index + 1)")
          : .missingColumn(column.name))
    }
    return indices.map { fields[$0] }
  }

  private mutating func jsonFields(
    _ record: ArraySlice<UInt8>
  ) throws(InputError) -> [ArraySlice<UInt8>] {
    let texts: JSONTexts
    do {
      texts = try JSONTexts(record, keys: columns.map(\.name), isStrict: isStrict)
    } catch {
      throw self.error(error)
    }
    // Any record may lack a text, but if the first has no such key, it is not the name of one.
    if !hasBegun, let missing = texts.missing { throw error(.missingColumn(missing)) }
    if texts.isMended { mended += 1 }
    if texts.values[columns.count - 1] == nil { withoutText += 1 }
    return texts.values.map { Array(($0 ?? "").utf8)[...] }
  }

  private func checkLength(_ count: Int) throws(InputError) {
    guard count > longest else { return }
    throw error(
      .mismatch(
        "a record of more than \(longest >> 20) MiB"
          + (csv.isOpen ? "; is a quote not closed?" : "; write each text as a record of its own")))
  }

  private func error(_ reason: InputError.Reason) -> InputError {
    InputError(reason, at: SourcePosition(source: source, line: max(1, first)))
  }
}

extension Column {
  /// The place of the column among the fields of the first record, from 0.
  fileprivate func index(in fields: [ArraySlice<UInt8>]) -> Int? {
    switch self {
    case .number(let number): number <= fields.count ? number - 1 : nil
    case .name(let name): fields.firstIndex { $0.elementsEqual(name.utf8) }
    }
  }
}
