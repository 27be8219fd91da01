import ArgumentParser
import WordMine
import WordMineText

/// How collocations are written.
enum CollocationFormat: String, OutputFormat {
  case tsv
  case csv
  case jsonl
  /// The ratio of `a` and `b` to chance at each distance.
  case links
  /// A network for Graphviz and Gephi.
  case dot

  static var standard: CollocationFormat { .tsv }

  static var suffixes: [FileSuffix<CollocationFormat>] {
    [
      FileSuffix(".tsv", .tsv), FileSuffix(".csv", .csv), FileSuffix(".jsonl", .jsonl),
      FileSuffix(".ndjson", .jsonl), FileSuffix(".dot", .dot), FileSuffix(".gv", .dot),
    ]
  }

  /// Writes collocations, as many as are wanted.
  func write(_ found: Collocations, limit: Int, to sink: ByteSink) throws {
    switch self {
    case .tsv: try found.table.write(found.prefix(limit), to: sink, as: .tsv)
    case .csv: try found.table.write(found.prefix(limit), to: sink, as: .csv)
    case .jsonl: try found.table.write(found.prefix(limit), to: sink, as: .jsonl)
    case .links:
      try Collocations.ratioTable.write(
        found.indices.prefix(limit).lazy.flatMap { found.distanceRatios(at: $0) }, to: sink,
        as: .tsv)
    case .dot: try CollocationGraph().write(found.prefix(limit), to: sink)
    }
  }
}

extension Collocation.Measure: ExpressibleByArgument {}
