/// How a table is written.
public enum TableFormat: String, CaseIterable, Sendable {
  /// Fields between tabs under a line with the names of the columns.
  case tsv
  /// One JSON object per line, with the names of the columns as keys.
  case jsonl

  /// The format that the name of a file asks for: JSON Lines for `.jsonl` and `.ndjson`, else a TSV.
  public init(path: String) {
    let path = path.lowercased()
    self = path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") ? .jsonl : .tsv
  }
}
