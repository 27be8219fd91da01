import ArgumentParser
import WordMine
import WordMineText

/// How a table is written.
enum TableFormat: String, ExpressibleByArgument {
  case tsv
  case jsonl

  /// The format that was asked for, or that the file's name asks for; else a TSV.
  static func chosen(_ format: TableFormat?, for path: String?) -> TableFormat {
    if let format { return format }
    let isJSON = [".jsonl", ".ndjson"].contains { path?.hasSuffix($0) ?? false }
    return isJSON ? .jsonl : .tsv
  }
}

/// Writes what `contrast` found.
struct ContrastTable {
  private let targetTotal: Int
  private let referenceTotal: Int
  private let format: TableFormat

  init(_ contrast: ContrastResult, format: TableFormat) {
    (targetTotal, referenceTotal) = (contrast.targetTotal, contrast.referenceTotal)
    self.format = format
  }

  func write(_ words: [ContrastResult.Word], to sink: ByteSink) throws {
    if format == .tsv { try sink.write(Self.header) }
    for word in words { try sink.write(line(word) + "\n") }
    try sink.close()
  }

  private static let header =
    "#word\ttarget\treference\ttarget_ppm\treference_ppm\tg2\tlog_ratio\tp\tq\n"

  private func line(_ word: ContrastResult.Word) throws -> String {
    let figures = [
      Self.rate(word.target, targetTotal), Self.rate(word.reference, referenceTotal),
      word.logLikelihood, word.logRatio, word.significance, word.falseDiscoveryRate,
    ]
    if format == .tsv {
      return ([word.text, String(word.target), String(word.reference)] + figures.map(\.shortText))
        .joined(separator: "\t")
    }
    let short = figures.map { Double($0.shortText) ?? 0 }
    let record = Record(
      word: word.text, target: word.target, reference: word.reference, targetPpm: short[0],
      referencePpm: short[1], g2: short[2], logRatio: short[3], p: short[4], q: short[5])
    return try JSONText.line(record)
  }

  /// In a million.
  private static func rate(_ count: Int, _ total: Int) -> Double {
    Double(count) / Double(max(1, total)) * 1e6
  }

  private struct Record: Encodable {
    var word: String
    var target: Int
    var reference: Int
    var targetPpm: Double
    var referencePpm: Double
    var g2: Double
    var logRatio: Double
    var p: Double
    var q: Double
  }
}
