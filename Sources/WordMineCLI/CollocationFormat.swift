import ArgumentParser
import WordMine
import WordMineText

/// How collocations are written.
enum CollocationFormat: String, ExpressibleByArgument {
  case tsv
  case jsonl
  /// The ratio of `a` and `b` to chance at each distance.
  case links

  /// The format that was asked for, or that the file's name asks for; else a TSV.
  static func chosen(_ format: CollocationFormat?, for path: String?) -> CollocationFormat {
    format ?? (TableFormat(path: path) == .jsonl ? .jsonl : .tsv)
  }

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
