import Glibc
import WordMineBase

/// Ranks words by how the segmentation uses them, not by statistics of their characters.
///
///     score = uses / (occurrences + 10) · ln(1 + contexts) / √(atoms − 1)
///
/// The uses are those to be expected, given the probabilities of cuts, where these are known. Where the word
/// model and the boundary model each give a segmentation, they are else the greater number of the two; the
/// logarithm is the mean of both.
///
/// Words that occur fewer than five times, of which little can be known, follow all others.
enum WordRanking {
  /// How one or several segmentations use a word.
  struct Uses {
    var count: Double
    /// ln(1 + contexts).
    var logContexts: Double

    init(count: Double, logContexts: Double) {
      self.count = count
      self.logContexts = logContexts
    }

    init(_ usage: WordRecord.Usage) {
      self.init(count: Double(usage.count), logContexts: log(1 + usage.contextCount))
    }
  }

  static func score(_ uses: Uses, rawCount: Int, length: Int) -> Double {
    uses.count / Double(rawCount + 10) * uses.logContexts
      / Double(max(1, length - 1)).squareRoot()
  }

  /// Words that occur fewer times are rare.
  private static let fewOccurrences = 5

  /// Sorts words in dictionary order: rare words last, best first, equal scores by code point.
  ///
  /// - Throws: `Interrupted`.
  static func ranked(_ words: [DiscoveredWord], workers: Workers) throws -> [DiscoveredWord] {
    var keys = words.enumerated().map {
      (isRare: $1.rawCount < fewOccurrences, score: $1.score, start: $1.text.utf8Start, index: $0)
    }
    try keys.sort(on: workers) {
      if $0.isRare != $1.isRare { return $1.isRare }
      if $0.score != $1.score { return $0.score > $1.score }
      if $0.start != $1.start { return $0.start < $1.start }
      return words[$0.index].text.utf8Precedes(words[$1.index].text)
    }
    return keys.map { words[$0.index] }
  }
}
