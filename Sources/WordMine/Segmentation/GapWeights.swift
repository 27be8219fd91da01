import WordMineBase
import WordMineText

/// The weights of the features of a gap, one for each bin.
struct GapWeights: Sendable {
  private let weights: SharedArray<Float>
  private let view: SharedArray<Float>.View

  init(_ model: BoundaryModel) {
    let mean = model.meanWeights
    weights = SharedArray(zeros: mean.count)
    view = weights.view
    for (index, weight) in mean.enumerated() { view[index] = weight }
  }

  @inline(__always) subscript(feature: Int, bin: UInt8) -> Float {
    view[feature &* GapFeatures.bins &+ Int(bin)]
  }

  /// What a pair adds to the gap inside it.
  @inline(__always) func inside(_ pair: PairBins) -> Float {
    self[1, pair.information] + self[8, pair.count] + self[13, pair.right] + self[14, pair.left]
  }
}
