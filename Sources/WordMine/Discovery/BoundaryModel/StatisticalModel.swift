import Glibc
import WordMineBase
import WordMineText

/// Predicts from the statistics around a gap alone whether a word ends there.
///
/// Logistic regression over the fifteen one-hot features of `GapFeature`, trained on the
/// segmentation of stage A by stochastic gradient descent, averaged over the last two of three
/// passes. The text is split into two folds; the weights learned on one fold predict the other, so
/// that no cut contributes to its own prediction.
///
/// It tells how predictable cuts are, and takes the place of the `BoundaryModel` in texts that are
/// too small for that one, and learns from the gaps of a dictionary.
struct StatisticalModel: Sendable, Equatable {
  /// The weights of the first fold, then those of the second.
  private(set) var weights = [Float](repeating: 0, count: 2 * foldSize)

  /// In place of a cut: a gap that is not learned from.
  static let unknown: UInt8 = 2

  /// The number of weights per fold.
  static let foldSize = BoundaryWeights.Layout.statistics

  private static let passes = 3
  /// The factor of weight decay at each step.
  private static let kept: Float = 1 - 1e-6
  /// The number of training examples to aim for, whatever the size of the text.
  private static let wantedExamples = 700_000

  /// Trains both folds from zero on a segmentation.
  ///
  /// - Parameter cuts: 1 where a word begins, one byte per position; `unknown` where nobody knows.
  /// - Complexity: O(examples), of which there are at most about 1.4 million.
  mutating func train(
    _ text: AtomSequence, _ folds: CrossFitFolds, _ gaps: GapFeatureReader,
    cuts: SharedArray<UInt8>.View
  ) {
    let stride = max(1, Self.passes * folds.positions / Self.wantedExamples)
    var sums = [Double](repeating: 0, count: 2 * Self.foldSize)
    var summands = 0.0
    for pass in 0..<Self.passes {
      let rate = Float(0.05) / Float(1 + pass)
      for pair in Swift.stride(from: pass % stride, to: folds.pairs, by: stride) {
        for fold in 0..<2 {
          learn(folds[pair: pair, fold: fold], text, gaps, cuts, fold: fold, rate: rate)
        }
        if pass == 0 { continue }
        for index in sums.indices { sums[index] += Double(weights[index]) }
        summands += 1
      }
    }
    if summands > 0 { weights = sums.map { Float($0 / summands) } }
  }

  /// Continues training both folds on a part of another segmentation.
  ///
  /// - Parameter pass: Selects the part.
  mutating func refresh(
    _ text: AtomSequence, _ folds: CrossFitFolds, _ gaps: GapFeatureReader,
    cuts: SharedArray<UInt8>.View, pass: Int
  ) {
    let stride = max(3, Self.passes * folds.positions / Self.wantedExamples)
    for pair in Swift.stride(from: pass % stride, to: folds.pairs, by: stride) {
      for fold in 0..<2 {
        learn(folds[pair: pair, fold: fold], text, gaps, cuts, fold: fold, rate: 0.025)
      }
    }
  }

  private mutating func learn(
    _ range: Range<Int>, _ text: AtomSequence, _ gaps: GapFeatureReader,
    _ cuts: SharedArray<UInt8>.View, fold: Int, rate: Float
  ) {
    let ids = text.ids
    var weights = self.weights.mutableSpan
    let base = fold * Self.foldSize
    for position in range
    where ids[position] != 0 && ids[position - 1] != 0 && cuts[position] != Self.unknown {
      let probability = 1 / (1 + expf(-gaps.logit(position, weights.span, base)))
      let step = rate * (Float(cuts[position]) - probability)
      gaps.visit(position) { _, place in
        weights[base + place] = weights[base + place] * Self.kept + step
      }
    }
  }

  /// Writes the logit of each gap inside a clause, predicted by the weights of the other fold.
  func judge(
    _ text: AtomSequence, _ folds: CrossFitFolds, _ gaps: GapFeatureReader,
    into logits: SharedArray<Float>.View, workers: Workers
  ) throws {
    _ = try parallelMap(folds.pairs, on: workers) { pair in
      let (ids, weights) = (text.ids, weights.span)
      for fold in 0..<2 {
        for position in folds[pair: pair, fold: fold]
        where ids[position] != 0 && ids[position - 1] != 0 {
          logits[position] = gaps.logit(position, weights, (1 - fold) * Self.foldSize)
        }
      }
    }
  }

  /// Writes the logits of some gaps.
  ///
  /// - Parameter positions: Ascending.
  func judge(
    _ text: AtomSequence, _ folds: CrossFitFolds, _ gaps: GapFeatureReader,
    at positions: SharedArray<UInt32>.View, into logits: SharedArray<Float>.View
  ) {
    let (ids, weights) = (text.ids, weights.span)
    var stretch = 0
    for index in 0..<positions.count {
      let position = Int(positions[index])
      if ids[position] == 0 || ids[position - 1] == 0 { continue }
      while position >= folds[stretch].upperBound { stretch += 1 }
      logits[position] = gaps.logit(position, weights, (1 - stretch & 1) * Self.foldSize)
    }
  }

  /// The weights for other text: the mean of both folds, whatever the pair.
  func boundaryWeights(atoms: Int) -> BoundaryWeights {
    var mean = BoundaryWeights(layout: .init(atoms: atoms))
    for place in 0..<Self.foldSize {
      mean.values[place] = SIMD4(repeating: (weights[place] + weights[place + Self.foldSize]) / 2)
    }
    return mean
  }
}
