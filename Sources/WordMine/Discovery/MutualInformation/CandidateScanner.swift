import WordMineBase
import WordMineText

/// Cuts a text at every gap that no strong n-gram spans: the longest join.
///
/// Strong n-grams that share an atom are never separated, so a piece can be longer than any of
/// them, and may contain a pair that is weak by itself: 共和国 stays whole although 和国 is weak.
///
/// Reference: Su Jianlin, kexue.fm 6920.
struct CandidateScanner: Sendable {
  let strong: StrongNGrams

  /// Sets `cuts` to 1 where a piece begins and to 0 elsewhere.
  ///
  /// - Throws: `Interrupted`.
  /// - Complexity: O(order · atoms).
  func cut(into cuts: SharedArray<UInt8>.View, workers: Workers = Workers()) throws {
    let text = strong.names.text
    var reach = text.range.lowerBound
    var check = InterruptCheck(workers, every: 1 << 14)
    for position in text.range where text.ids[position] != 0 {
      try check.step()
      cuts[position] = position < reach ? 0 : 1
      reach = max(reach, position + strong.longest(at: position))
    }
  }
}
