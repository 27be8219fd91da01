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

  /// Where the weights of the fifteen features stand.
  typealias Places = InlineArray<15, UInt16>

  private let right: SharedArray<UInt32>.View
  private let left: SharedArray<UInt32>.View

  init(right: BranchingEntropy, left: BranchingEntropy) {
    self.right = right.cells.view
    self.left = left.cells.view
  }

  /// The places in the weights of the features of the gap before `position`.
  @inline(__always) func places(_ position: Int) -> Places {
    let after = right[3 * position - 1]
    let here = right[3 * position + 2]
    let two = right[3 * position - 4]
    let three = right[3 * position - 7]
    let before = left[3 * position + 2]
    let next = left[3 * position + 5]
    let third = left[3 * position + 8]
    var places = Places(repeating: 0)
    func set(_ feature: Int, _ bins: UInt32, _ field: GapBins.Field) {
      places[feature] = UInt16(feature * Self.bins + GapBins.field(bins, field))
    }
    set(1, after, .information)
    set(2, after, .entropy1)
    set(3, before, .entropy1)
    set(4, two, .entropy2)
    set(5, next, .entropy2)
    set(6, three, .entropy3)
    set(7, third, .entropy3)
    set(8, after, .pairCount)
    set(9, two, .information)
    set(10, here, .information)
    set(11, before, .ratio)
    set(12, after, .ratio)
    set(13, after, .entropy2)
    set(14, before, .entropy2)
    return places
  }
}
