import Glibc
import WordMineBase

/// Ranks words by how the segmentation uses them, not by statistics of their characters.
///
///     score = uses / (occurrences + 10) · ln(1 + contexts) / √(atoms − 1)
///
/// Where the word model and the boundary model each give a segmentation, the score uses the greater
/// number of uses and the mean of the logarithms.
enum WordRanking {
  /// How one or several segmentations use a word.
  struct Uses {
    var count: Int
    /// ln(1 + contexts).
    var logContexts: Double

    init(count: Int, logContexts: Double) {
      self.count = count
      self.logContexts = logContexts
    }

    init(_ usage: WordRecord.Usage) {
      self.init(count: usage.count, logContexts: log(1 + usage.contextCount))
    }
  }

  static func score(_ uses: Uses, rawCount: Int, length: Int) -> Double {
    Double(uses.count) / Double(rawCount + 10) * uses.logContexts
      / Double(max(1, length - 1)).squareRoot()
  }

  /// Sorts words in dictionary order: best first, equal scores by code point.
  ///
  /// - Throws: `Interrupted`.
  static func ranked(_ words: [DiscoveredWord], workers: Workers) throws -> [DiscoveredWord] {
    var keys = words.enumerated().map { (score: $1.score, start: $1.text.utf8Start, index: $0) }
    try keys.sort(on: workers) {
      if $0.score != $1.score { return $0.score > $1.score }
      if $0.start != $1.start { return $0.start < $1.start }
      return words[$0.index].text.utf8Precedes(words[$1.index].text)
    }
    return keys.map { words[$0.index] }
  }
}
