/// Finds the most similar of all sets before a set, exactly.
///
/// Sets x and y with a Jaccard similarity of t or more have one of their ⌊(1 − t)·|x|⌋ + 1 rarest
/// elements in common, so only those are indexed. Where the first of them stands bounds how many
/// there can be in all, which leaves few pairs to be compared.
///
/// Reference: Xiao, Wang, Lin and Yu 2008, *Efficient similarity joins for near duplicate detection*.
struct SimilaritySearch: Sendable {
  struct Neighbour: Sendable {
    var set: Int
    var jaccard: Double
  }

  /// An element of a set: how many of the set are rarer.
  struct Posting: BitwiseCopyable, Sendable {
    var set: UInt32
    var place: UInt32
    /// How many elements the set has, here so that most pairs are given up without a look at the set.
    var size: UInt32
  }

  private let sets: GramSets
  private let threshold: Double
  private let postings: [Posting]
  /// Where the postings of each element begin.
  private let starts: [Int]

  init(_ sets: GramSets, threshold: Double) {
    (self.sets, self.threshold) = (sets, threshold)
    var sizes = Array(repeating: 0, count: sets.grams.count)
    Self.visitPrefixes(sets, threshold) { element, _, _ in sizes[element] += 1 }
    let starts = sizes.prefixSums()
    var (next, postings) = (
      starts, Array(repeating: Posting(set: 0, place: 0, size: 0), count: starts.last!)
    )
    Self.visitPrefixes(sets, threshold) { element, set, place in
      postings[next[element]] = Posting(
        set: UInt32(set), place: UInt32(place), size: UInt32(sets.range(of: set).count))
      next[element] += 1
    }
    (self.starts, self.postings) = (starts, postings)
  }

  /// The elements that are indexed: those that are in one set only lead nowhere.
  private static func visitPrefixes(
    _ sets: GramSets, _ threshold: Double,
    _ body: (_ element: Int, _ set: Int, _ place: Int) -> Void
  ) {
    for set in 0..<sets.count {
      let range = sets.range(of: set)
      for place in 0..<Bound(threshold).prefix(of: range.count) {
        let element = Int(sets.elements[range.lowerBound + place])
        if element >= sets.grams.unique { body(element, set, place) }
      }
    }
  }

  /// The sets that a search has met.
  struct Seen {
    fileprivate var by: [UInt32]
  }

  var nothingSeen: Seen { Seen(by: Array(repeating: .max, count: sets.count)) }

  /// The most similar set before a set, the first of equals; `nil` where none is similar enough.
  ///
  /// - Parameter seen: Where searches for other sets were noted, if any.
  func nearest(before set: Int, _ seen: inout Seen) -> Neighbour? {
    let range = sets.range(of: set)
    var (best, bound): (Neighbour?, Bound) = (nil, Bound(threshold))
    var place = 0
    // What was found raises the bound.
    while place < bound.prefix(of: range.count) {
      let element = Int(sets.elements[range.lowerBound + place])
      for index in starts[element]..<starts[element + 1] {
        let posting = postings[index]
        let other = Int(posting.set)
        if other >= set { break }
        // Of two sets that have met before, still fewer elements are left.
        let total = range.count + Int(posting.size)
        let most = min(range.count - place, Int(posting.size) - Int(posting.place))
        if most < bound.overlap(ofTotal: total) || seen.by[other] == UInt32(set) { continue }
        seen.by[other] = UInt32(set)
        guard
          let jaccard = jaccard(
            range.dropFirst(place), sets.range(of: other).dropFirst(Int(posting.place)), total,
            bound)
        else { continue }
        if let best, jaccard == best.jaccard, best.set < other { continue }
        (best, bound) = (Neighbour(set: other, jaccard: jaccard), Bound(jaccard))
      }
      place += 1
    }
    return best
  }

  /// The similarity of two sets, if it is large enough.
  ///
  /// - Parameters:
  ///   - one: The elements of a set from the first that is in both.
  ///   - other: Those of the other set.
  ///   - total: The size of both together.
  private func jaccard(
    _ one: Range<Int>, _ other: Range<Int>, _ total: Int, _ bound: Bound
  ) -> Double? {
    let least = bound.overlap(ofTotal: total)
    let elements = sets.elements
    var (first, second, overlap) = (one.lowerBound, other.lowerBound, 0)
    while overlap + min(one.upperBound - first, other.upperBound - second) >= least {
      if first == one.upperBound || second == other.upperBound {
        let jaccard = Double(overlap) / Double(total - overlap)
        return jaccard >= bound.jaccard ? jaccard : nil
      }
      let (left, right) = (elements[first], elements[second])
      if left == right { overlap += 1 }
      if left <= right { first += 1 }
      if right <= left { second += 1 }
    }
    return nil
  }
}

/// What a least similarity asks of two sets. Rounding never makes it ask for more.
private struct Bound {
  let jaccard: Double
  /// The part that is in both: of one set; of the sizes of both together.
  private let shares: (ofOne: Double, ofTotal: Double)

  init(_ jaccard: Double) {
    self.jaccard = jaccard
    let slightlyLess = 1 - 1e-9
    shares = (jaccard * slightlyLess, jaccard / (1 + jaccard) * slightlyLess)
  }

  /// How many of the rarest elements of a set of this size one must be in the other set.
  func prefix(of count: Int) -> Int {
    count - Int((shares.ofOne * Double(count)).rounded(.up)) + 1
  }

  /// The fewest elements that are in both.
  func overlap(ofTotal count: Int) -> Int { Int((shares.ofTotal * Double(count)).rounded(.up)) }
}
