/// A file format for tables.
public enum TableFormat: String, CaseIterable, Sendable {
  /// Tab-separated fields below a header with the names of the columns.
  case tsv
  /// Fields between commas, for spreadsheets: see `CSVFormat`.
  case csv
  /// One JSON object per line, with the names of the columns as keys.
  case jsonl

  /// The format that the extension of a file name stands for: CSV for `.csv`, JSON Lines for `.jsonl`
  /// and `.ndjson`, otherwise TSV.
  public init(path: String) { self = Self.suffixes.format(of: path) ?? .tsv }

  /// The format of a table, by its beginning: an object, or a header between tabs or commas.
  package init(detecting beginning: ArraySlice<UInt8>) {
    let header = beginning.prefix { $0 != 0x0A }
    if header.first == UInt8(ascii: "{") {
      self = .jsonl
    } else {
      self = header.contains(0x09) || !header.contains(UInt8(ascii: ",")) ? .tsv : .csv
    }
  }

  /// What the names of files end in.
  package static var suffixes: [FileSuffix<TableFormat>] {
    [
      FileSuffix(".tsv", .tsv), FileSuffix(".csv", .csv), FileSuffix(".jsonl", .jsonl),
      FileSuffix(".ndjson", .jsonl),
    ]
  }
}
