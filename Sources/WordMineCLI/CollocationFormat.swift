import ArgumentParser
import WordMine
import WordMineText

/// How collocations are written.
enum CollocationFormat: String, OutputFormat {
  case tsv
  case jsonl
  /// The ratio of `a` and `b` to chance at each distance.
  case links

  static var standard: CollocationFormat { .tsv }

  init?(path: String) { self = TableFormat(path: path) == .jsonl ? .jsonl : .tsv }

  /// Writes collocations, as many as are wanted.
  func write(_ found: Collocations, limit: Int, to sink: ByteSink) throws {
    switch self {
    case .tsv: try found.table.write(found.prefix(limit), to: sink, as: .tsv)
    case .jsonl: try found.table.write(found.prefix(limit), to: sink, as: .jsonl)
    case .links:
      try Collocations.ratioTable.write(
        found.indices.prefix(limit).lazy.flatMap { found.distanceRatios(at: $0) }, to: sink,
        as: .tsv)
    }
  }
}

extension Collocation.Measure: ExpressibleByArgument {}
