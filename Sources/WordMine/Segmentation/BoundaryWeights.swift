import WordMineBase

/// The weights of a boundary model: logistic regression over the bins of each `GapFeature`.
///
/// There are two sets, each learnt on one fold of a text and used on the other.
struct BoundaryWeights: Sendable, Equatable {
  /// Those of the first fold, then those of the second.
  var values: [Float]

  /// The number of weights of a fold.
  static let foldSize = GapFeature.count * GapFeature.bins
  /// The number of weights of both folds.
  static let size = 2 * foldSize

  /// All zero.
  init() { values = Array(repeating: 0, count: Self.size) }

  /// - Parameter values: `size` weights.
  init(values: [Float]) { self.values = values }

  /// The weights for text of no fold: the mean of both.
  var mean: [Float] {
    (0..<Self.foldSize).map { (values[$0] + values[$0 + Self.foldSize]) / 2 }
  }
}

/// The mean weights of a boundary model, in memory that threads share.
struct MeanWeights: Sendable {
  private let storage: SharedArray<Float>
  private let weights: SharedArray<Float>.View

  init(_ boundaries: BoundaryWeights) {
    storage = SharedArray(boundaries.mean)
    weights = storage.view
  }

  @inline(__always) subscript(feature: GapFeature, bin: UInt8) -> Float {
    weights[feature.place(UInt32(bin))]
  }

  /// What a pair adds to the gap inside it.
  @inline(__always) func inside(_ pair: PairBins) -> Float {
    self[.information, pair.information] + self[.pairCount, pair.count]
      + self[.pairRightEntropy, pair.right] + self[.pairLeftEntropy, pair.left]
  }
}
