import WordMineBase
import WordMineText

/// How counts are written: as a table, or so that they can be merged.
package enum CountsFormat: String, CaseIterable, Sendable {
  case tsv
  case counts

  /// What a counts file may take in memory while it becomes a table.
  private static let spoolLimit = 8 << 20

  /// Writes counts to `sink`.
  ///
  /// - Parameters:
  ///   - memory: What may be used, in bytes.
  ///   - directory: Where temporary files are.
  ///   - make: Writes a counts file.
  package func write(
    to sink: ByteSink, memory: Int, directory: String, workers: Workers,
    _ make: (ByteSink) throws -> Void
  ) throws {
    guard self == .tsv else { return try make(sink) }
    let spool = ByteSpool(limit: Self.spoolLimit, directory: directory)
    let counts = ByteSink.spool(spool)
    try make(counts)
    try counts.close()
    try NGramPrinter(memory: memory, directory: directory, workers: workers) {
      try spool.source()
    }.print(to: sink)
  }
}
