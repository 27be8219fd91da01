import WordMineText

/// Keeps the pieces of the longest join that may be words.
///
/// A piece must be frequent, and must be strong itself, not merely chained together from
/// overlapping strong n-grams: 各项 and 项目 form 各项目, which is no word. This is called backtracking: a
/// piece no longer than the order must be strong; in a longer one, every window of the order's
/// length must be. Pieces of one or two atoms pass, because they were not chained from anything
/// shorter.
///
/// Reference: Su Jianlin, kexue.fm 4256 and 6920.
struct CandidateFilter: Sendable {
  let strong: StrongNGrams
  let minimumCount: Int
  /// The greatest word length in atoms.
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
