/// A file format for tables.
public enum TableFormat: String, CaseIterable, Sendable {
  /// Tab-separated fields below a header with the names of the columns.
  case tsv
  /// One JSON object per line, with the names of the columns as keys.
  case jsonl

  /// The format that the extension of a file name stands for: JSON Lines for `.jsonl` and
  /// `.ndjson`, otherwise TSV.
  public init(path: String) {
    let path = path.lowercased()
    self = path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") ? .jsonl : .tsv
  }
}
