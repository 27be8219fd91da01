#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ranks words by what the segmentation does with them, not by what their characters do.
///
///     score = uses / (occurrences + 10) · ln(1 + contexts) / √(atoms − 1)
enum WordRanking {
  static func score(count: Int, rawCount: Int, contexts: Double, length: Int) -> Double {
    Double(count) / Double(rawCount + 10) * log(1 + contexts)
      / Double(max(1, length - 1)).squareRoot()
  }

  /// Puts words into the order of a dictionary: best first, equal scores by code point.
  static func ranked(_ words: [DiscoveredWord]) -> [DiscoveredWord] {
    words.enumerated().map { (score: $1.score, index: $0) }
      .sorted {
        $0.score != $1.score
          ? $0.score > $1.score : words[$0.index].text.utf8Precedes(words[$1.index].text)
      }
      .map { words[$0.index] }
  }
}

extension String {
  /// The order of the UTF-8 bytes, which is that of the code points.
  func utf8Precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
