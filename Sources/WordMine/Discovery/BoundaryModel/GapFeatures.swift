import WordMineBase
import WordMineText

/// The features of the gaps of a text, read from the bins of stage A.
///
/// For the gap between the atoms *a* and *b*, with *p* before *a* and *q* after *b*, they are, in
/// order: a constant; PMI(a, b); the right entropy of a, the left of b; right of pa, left of bq; right
/// of the three atoms before, left of the three after; ln n(ab); PMI(p, a), PMI(b, q);
/// ln n(pab)/n(ab), ln n(abq)/n(ab); right entropy of ab, left entropy of ab.
struct GapFeatures: Sendable {
  static let count = 15
  /// The room for the bins of one feature.
  static let bins = 32

  private let right: SharedArray<UInt32>.View
  private let left: SharedArray<UInt32>.View
  private let storage: [SharedArray<UInt32>]

  init(right: BranchingEntropy, left: BranchingEntropy) {
    storage = [right.bins, left.bins]
    self.right = right.bins.view
    self.left = left.bins.view
  }

  /// The sum of the weights of the features of the gap before `position`.
  ///
  /// - Parameter base: Where the weights begin.
  @inline(__always) func logit(_ position: Int, _ weights: Span<Float>, _ base: Int) -> Float {
    // Three sums side by side: additions need not wait for each other.
    var sums: (Float, Float, Float) = (0, 0, 0)
    visit(position) { feature, place in
      switch feature % 3 {
      case 0: sums.0 += weights[base + place]
      case 1: sums.1 += weights[base + place]
      default: sums.2 += weights[base + place]
      }
    }
    return sums.0 + sums.1 + sums.2
  }

  /// Calls `body` with each feature of the gap before `position`, and its place in the weights.
  @inline(__always) func visit(_ position: Int, _ body: (Int, Int) -> Void) {
    let after = right[position - 1]
    let here = right[position]
    let two = right[position - 2]
    let three = right[position - 3]
    let before = left[position]
    let next = left[position + 1]
    let third = left[position + 2]
    func give(_ feature: Int, _ bins: UInt32, _ field: GapBins.Field) {
      body(feature, feature * Self.bins + Int(GapBins.field(bins, field)))
    }
    body(0, 0)
    give(1, after, .information)
    give(2, after, .entropy1)
    give(3, before, .entropy1)
    give(4, two, .entropy2)
    give(5, next, .entropy2)
    give(6, three, .entropy3)
    give(7, third, .entropy3)
    give(8, after, .pairCount)
    give(9, two, .information)
    give(10, here, .information)
    give(11, before, .ratio)
    give(12, after, .ratio)
    give(13, after, .entropy2)
    give(14, before, .entropy2)
  }
}
