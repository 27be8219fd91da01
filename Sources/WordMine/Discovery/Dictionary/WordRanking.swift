/// Ranks words by what the segmentation does with them, not by what their characters do.
///
///     score = uses / (occurrences + 10) · ln(1 + contexts) / √(atoms − 1)
///
/// Where the word model and the boundary model each give a segmentation, the greater number of uses is
/// taken, and the mean of the logarithms.
enum WordRanking {
  /// What a segmentation, or several, do with a word.
  struct Uses {
    var count: Int
    /// ln(1 + contexts).
    var logContexts: Double
  }

  static func score(_ uses: Uses, rawCount: Int, length: Int) -> Double {
    Double(uses.count) / Double(rawCount + 10) * uses.logContexts
      / Double(max(1, length - 1)).squareRoot()
  }

  /// Puts words into the order of a dictionary: best first, equal scores by code point.
  static func ranked(_ words: [DiscoveredWord]) -> [DiscoveredWord] {
    words.enumerated().map { (score: $1.score, start: $1.text.utf8Start, index: $0) }
      .sorted {
        if $0.score != $1.score { return $0.score > $1.score }
        if $0.start != $1.start { return $0.start < $1.start }
        return words[$0.index].text.utf8Precedes(words[$1.index].text)
      }
      .map { words[$0.index] }
  }
}

extension String {
  /// The order of the UTF-8 bytes, which is that of the code points.
  func utf8Precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

  /// The first eight bytes as a number that sorts as they do: it spares most comparisons of strings.
  fileprivate var utf8Start: UInt64 {
    var start: UInt64 = 0
    var count: UInt64 = 0
    for byte in utf8.prefix(8) {
      start = start << 8 | UInt64(byte)
      count += 1
    }
    return start << (8 * (8 - count))
  }
}
