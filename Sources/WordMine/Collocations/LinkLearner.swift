import WordMineBase
import WordMineText

/// Learns a link model from the clauses of a corpus.
struct LinkLearner {
  var classes = WordClasses.Configuration()
  var window = 6
  /// Rarer pairs say no more than their classes do.
  var minimumPairCount = 2
  var workers = Workers()

  /// In a corpus of more words than this, rarer words are judged by their classes alone.
  private static let manyWords = 10_000_000

  func learn(_ text: ClauseText) throws -> LinkModel {
    let positions = text.positions()
    var exchange = WordClasses(text, positions, classes)
    exchange.exchange()
    let classCount = classes.classes
    let isLarge = text.words.totalCount > Self.manyWords
    let counts = try PairCounts(
      text, positions, exchange.classes,
      .init(
        window: window, classes: classCount,
        minimumWordCount: isLarge ? 8 : LinkWords.minimumCount,
        minimumPairCount: minimumPairCount, workers: workers))
    let (begins, ends) = Self.edges(text)
    return LinkModel(
      words: text.words, classes: exchange.classes, classCount: classCount, counts: counts,
      begins: begins, ends: ends, clauses: text.clauses)
  }

  /// How many clauses begin and end with each word.
  private static func edges(_ text: ClauseText) -> (begins: [Int], ends: [Int]) {
    var begins = [Int](repeating: 0, count: text.words.count)
    var ends = begins
    let ids = text.ids.view
    for place in 1..<max(1, ids.count) {
      let (before, here) = (ids[place - 1], ids[place])
      if before == LinkWords.border, here != LinkWords.border { begins[Int(here)] += 1 }
      if here == LinkWords.border, before != LinkWords.border { ends[Int(before)] += 1 }
    }
    return (begins, ends)
  }
}
