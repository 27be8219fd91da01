import WordMineBase
import WordMineText

/// Finds the words that are new, rising, falling or gone in the last of several periods, such as days.
///
/// The last period is compared with the sum of all before it, as `CorpusContrast` does. What is listed is then
/// looked up in each period.
///
///     let trends = try WordTrends().run(on: ["mon.counts", "tue.counts", "wed.counts"])
///     for word in trends where word.change == .new { print(word.text, word.sparkline) }
public struct WordTrends: Sendable {
  /// What is listed.
  public struct Configuration: Sendable {
    /// How the last period is compared with those before it; `direction` says whether what rises is listed,
    /// what falls, or both.
    public var contrast = CorpusContrast.Configuration()
    /// The memory for the sum of the earlier periods, in bytes; beyond it, that is in a temporary file.
    package var memory = 64 << 20
    /// Where temporary files are.
    package var directory = "/tmp"

    public init() { contrast.direction = .both }
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Compares the last counts file with the others, by their paths.
  public func run(
    on periods: [String], workers: Workers = Workers()
  ) throws -> ContrastResult<TrendingWord> {
    try run(on: periods.map { path in { try ByteSource(path: path) } }, workers: workers)
  }

  /// Compares the last period with those before it.
  ///
  /// - Parameters:
  ///   - periods: Each opens a counts file, in chronological order; it may be called more than once.
  ///   - list: If given, the candidates are its words; its counts do not matter.
  /// - Throws: `InvalidValue`, also where there are less than two periods; `InputError` if a file is damaged,
  ///   or was counted otherwise than the others; `MemoryExceeded`; `Interrupted`.
  /// - Complexity: O(windows · log periods + candidates · log) time; memory for atoms and candidates.
  package func run(
    on periods: [() throws -> ByteSource], among list: DictionaryCounts? = nil,
    workers: Workers = Workers()
  ) throws -> ContrastResult<TrendingWord> {
    try InvalidValue.check("periods", periods.count, atLeast: 2)
    let earlier = try sum(periods.dropLast(), workers)
    let contrast = try CorpusContrast(configuration.contrast).run(
      on: .counts(periods.last!),
      against: .counts { try earlier.source(name: "<earlier periods>") },
      among: list, workers: workers)
    let script = try NGramCountsReader(try periods.last!()).header.script
    let texts = contrast.map(\.text)
    let sorted = DictionaryCounts.words(texts.sorted { $0.utf8Precedes($1) }, script: script)
    var series: [String: [Int]] = [:]
    var totals: [Int] = []
    let shares = workers.split("periods", into: periods.count)
    for (open, workers) in zip(periods, shares) {
      let (counts, total) = try ListedGrams.counts(
        of: sorted, in: NGramCountsReader(open()), memory: configuration.contrast.memory, workers)
      totals.append(total)
      for (word, count) in zip(sorted, counts) { series[word.text, default: []].append(count) }
    }
    return ContrastResult(
      contrast.map { TrendingWord($0, counts: series[$0.text] ?? [], totals: totals) },
      totals: (contrast.targetTotal, contrast.referenceTotal), candidates: contrast.candidates,
      unmatched: contrast.unmatched, table: .trends)
  }

  private func sum(
    _ periods: ArraySlice<() throws -> ByteSource>, _ workers: Workers
  ) throws -> ByteSpool {
    let spool = ByteSpool(limit: configuration.memory, directory: configuration.directory)
    let sink = ByteSink.spool(spool)
    try NGramMerge(directory: configuration.directory, workers: workers).merge(
      Array(periods), to: sink)
    try sink.close()
    return spool
  }
}

/// A word whose rate in the last period differs from that before it.
public struct TrendingWord: Contrasted, Equatable {
  /// How it changed.
  public enum Change: String, Sendable {
    /// It did not occur before.
    case new
    case rising
    case falling
    /// It does not occur any more.
    case gone
  }

  /// Its counts in the last period, and in those before together.
  public let word: ContrastedWord
  /// Its count in each period.
  public let counts: [Int]
  /// Occurrences in a million atoms of each period; 0 in an empty one.
  public let rates: [Double]

  init(_ word: ContrastedWord, counts: [Int], totals: [Int]) {
    self.word = word
    self.counts = counts
    rates = zip(counts, totals).map { Double($0) / Double(max(1, $1)) * 1e6 }
  }

  public var text: String { word.text }
  public var targetCount: Int? { word.target }
  public var referenceCount: Int? { word.reference }
  public var difference: ContrastFigures? { word.figures }

  public var change: Change {
    if word.reference == 0 { return .new }
    if word.target == 0 { return .gone }
    return word.figures.logRatio > 0 ? .rising : .falling
  }

  /// The rates as bars of eight heights, relative to the highest; only a rate of 0 has the lowest.
  public var sparkline: String {
    let bars = Array("▁▂▃▄▅▆▇█")
    let highest = max(rates.max() ?? 0, .leastNormalMagnitude)
    return String(rates.map { $0 == 0 ? bars[0] : bars[1 + min(6, Int($0 / highest * 7))] })
  }
}

extension Table<TrendingWord> {
  static var trends: Table {
    .contrast(
      [
        .text("word", { $0.text }), .text("change", { $0.change.rawValue }),
        .text("trend", { $0.sparkline }),
      ],
      details: [Column("counts", { Cell($0.counts) })])
  }
}
