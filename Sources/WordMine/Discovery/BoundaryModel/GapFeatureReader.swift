import WordMineBase
import WordMineText

/// Reads the features of the gaps of a text from the bins of stage A.
struct GapFeatureReader: Sendable {
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
  /// - Parameter base: The index of the first weight.
  @inline(__always) func logit(_ position: Int, _ weights: Span<Float>, _ base: Int) -> Float {
    // Three independent sums, so that additions need not wait for each other.
    var sums: (Float, Float, Float) = (0, 0, 0)
    visit(position) { feature, place in
      switch feature.rawValue % 3 {
      case 0: sums.0 += weights[base + place]
      case 1: sums.1 += weights[base + place]
      default: sums.2 += weights[base + place]
      }
    }
    return sums.0 + sums.1 + sums.2
  }

  /// The bin of the logarithm of the count of the pair around the gap before `position`.
  @inline(__always) func pairCount(_ position: Int) -> UInt32 {
    GapBins.field(right[position - 1], .pairCount)
  }

  /// Calls `body` with each feature of the gap before `position` and the index of its weight.
  @inline(__always) func visit(_ position: Int, _ body: (GapFeature, Int) -> Void) {
    let (three, two, one) = (right[position - 3], right[position - 2], right[position - 1])
    let rightAfter = right[position]
    let (before, next, third) = (left[position], left[position + 1], left[position + 2])
    @inline(__always)
    func visit(_ feature: GapFeature, _ bins: UInt32, _ field: GapBins.Field) {
      body(feature, feature.place(GapBins.field(bins, field)))
    }
    body(.constant, GapFeature.constant.place(0))
    visit(.information, one, .information)
    visit(.rightEntropy1, one, .entropy1)
    visit(.leftEntropy1, before, .entropy1)
    visit(.rightEntropy2, two, .entropy2)
    visit(.leftEntropy2, next, .entropy2)
    visit(.rightEntropy3, three, .entropy3)
    visit(.leftEntropy3, third, .entropy3)
    visit(.pairCount, one, .pairCount)
    visit(.informationBefore, two, .information)
    visit(.informationAfter, rightAfter, .information)
    visit(.ratioBefore, before, .ratio)
    visit(.ratioAfter, one, .ratio)
    visit(.pairRightEntropy, one, .entropy2)
    visit(.pairLeftEntropy, before, .entropy2)
  }
}
