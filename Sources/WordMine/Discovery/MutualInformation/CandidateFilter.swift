import WordMineText

/// Keeps the pieces of the longest join that may be words.
///
/// A piece must be seen often enough, and must be strong itself, not only joined by chance from strong
/// n-grams that overlap: 各项 and 项目 make 各项目, which is no word. This is called backtracking: a
/// piece no longer than the order must be strong; a longer one must be so in every window of the order's
/// length. One or two atoms need no such proof, for they were not joined from anything shorter.
///
/// Reference: Su Jianlin, kexue.fm 4256 and 6920.
struct CandidateFilter: Sendable {
  let strong: StrongNGrams
  let minimumCount: Int
  /// The most atoms of a word.
  var maximumLength = Int.max

  func isWord(_ place: Range<Int>, count: Int) -> Bool {
    count >= minimumCount && place.count <= maximumLength && isStrong(place)
  }

  private func isStrong(_ place: Range<Int>) -> Bool {
    if place.count < 3 { return true }
    let order = min(strong.names.order, place.count)
    return (place.lowerBound...place.upperBound - order).allSatisfy {
      strong.contains($0..<$0 + order)
    }
  }
}
