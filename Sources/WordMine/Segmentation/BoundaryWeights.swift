import WordMineBase

/// The weights of a boundary model: logistic regression over the bins of each `GapFeature`.
///
/// There are two sets, each learned on one fold of a text and used on the other.
struct BoundaryWeights: Sendable, Equatable {
  /// The weights of the first fold, then those of the second.
  var values: [Float]

  /// The number of weights per fold.
  static let foldSize = GapFeature.count * GapFeature.bins
  /// The number of weights of both folds.
  static let size = 2 * foldSize

  /// All zero.
  init() { values = Array(repeating: 0, count: Self.size) }

  /// - Parameter values: `size` weights.
  init(values: [Float]) { self.values = values }

  /// The weights for new text: the mean of both folds.
  var mean: [Float] {
    (0..<Self.foldSize).map { (values[$0] + values[$0 + Self.foldSize]) / 2 }
  }
}

/// The mean weights of a boundary model, in memory that threads share.
struct MeanWeights: Sendable {
  private let storage: SharedArray<Float>
  private let weights: SharedArray<Float>.View

  init(_ boundaries: BoundaryWeights) {
    let mean = boundaries.mean
    storage = SharedArray(zerosOrTrap: mean.count)
    weights = storage.view
    for (place, weight) in mean.enumerated() { weights[place] = weight }
  }

  @inline(__always) subscript(feature: GapFeature, bin: UInt8) -> Float {
    weights[feature.place(UInt32(bin))]
  }

  /// The contribution of a pair to the gap inside it.
  @inline(__always) func inside(_ pair: PairBins) -> Float {
    self[.information, pair.information] + self[.pairCount, pair.count]
      + self[.pairRightEntropy, pair.right] + self[.pairLeftEntropy, pair.left]
  }
}
