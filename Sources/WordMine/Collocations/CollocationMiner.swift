import WordMineBase
import WordMineText

/// Finds pairs of words that belong together, adjacent or not.
///
///     let found = try CollocationMiner().run(on: corpus)
///     for pair in found.prefix(20) { print(pair.first, pair.second, pair.link) }
///     try found.write(to: "pairs.tsv")
///
/// Words are grouped into classes; pairs are counted by distance; then, for every clause, all
/// possible trees are considered at once, and each pair gets the mean probability of its link.
public struct CollocationMiner: Sendable {
  /// Which pairs to list.
  public struct Configuration: Sendable {
    /// The greatest distance in words, from 1 to `longestWindow`.
    public var window = 6
    /// The least count of a pair; a pair that occurs once is never listed.
    public var minimumCount = 3

    public init() {}
  }

  /// The greatest window.
  public static let longestWindow = 20

  /// In a corpus of more words than this, rare words are judged by their classes alone.
  private static let manyWords = 10_000_000
  /// The least count of a word that is then still judged by itself.
  private static let minimumWordCountOfMany = 8
  /// Rarer pairs say no more than their classes do.
  private static let minimumPairCount = 2

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Finds the collocations of a corpus, which is consumed to free its memory for the later steps.
  ///
  /// - Parameter workers: The threads; the result does not depend on their number.
  /// - Throws: `InvalidValue`, `Interrupted`.
  /// - Complexity: O(words · window), and O(length³) for each clause, which has at most 40 words;
  ///   about 25 bytes per word.
  public func run(
    on corpus: consuming SentenceCorpus, workers: Workers = Workers()
  ) throws -> Collocations {
    try InvalidValue.check("window", configuration.window, in: 1...Self.longestWindow)
    let text = try ClauseText(corpus)
    let model = try model(of: text, workers)
    return try collect(model, try LinkSums(text, model, workers: workers), workers)
  }

  private func model(of text: ClauseText, _ workers: Workers) throws -> LinkModel {
    let positions = try text.positions()
    var classes = WordClasses(text, positions)
    try classes.exchange(workers: workers)
    let isLarge = text.words.totalCount > Self.manyWords
    let counts = try PairCounts(
      text, positions, classes.classes,
      .init(
        window: configuration.window, classes: classes.count,
        minimumWordCount: isLarge ? Self.minimumWordCountOfMany : LinkWords.minimumCount,
        minimumPairCount: Self.minimumPairCount),
      workers: workers)
    let (begins, ends) = text.edges()
    return LinkModel(
      words: text.words, classes: classes.classes, classCount: classes.count, counts: counts,
      begins: begins, ends: ends, clauses: text.clauses)
  }

  private func collect(
    _ model: LinkModel, _ sums: LinkSums, _ workers: Workers
  ) throws(Interrupted) -> Collocations {
    let (window, pairs) = (model.window, model.counts.pairs)
    var records: [Collocations.Record] = []
    var counts: [UInt32] = []
    var check = InterruptCheck(workers, every: 1 << 8)
    for first in 0..<pairs.rowCount {
      try check.step("collocations", first, of: pairs.rowCount)
      model.counts.visitPairs(first) { second, entries in
        let total = entries.reduce(0) { $0 + Int(sums.counts.view[$1]) }
        guard total >= configuration.minimumCount else { return }
        let link = entries.reduce(0.0) { $0 + sums.link($1) }
        records.append(.init(first: UInt32(first), second: second, link: link))
        var row = [UInt32](repeating: 0, count: window)
        for entry in entries { row[Int(pairs.keys[entry]) % window] = sums.counts.view[entry] }
        counts += row
      }
    }
    try workers.report("collocations", 1)
    return Collocations(model: model, records: records, counts: counts)
  }
}
