import WordMineBase
import WordMineText

/// A text segmented by branching entropy (stage A), and a boundary model trained on that (stage B).
struct BoundaryDiscovery: Sendable {
  /// m, the weight of the entropy correction.
  let granularity: Double
  /// The frequent strings, if they were requested.
  let grams: (right: [GramStatistics], left: [GramStatistics])
  let gaps: GapFeatureReader
  /// The segmentation of stage A: 1 where a word begins, one byte per position.
  let entropyCuts: SharedArray<UInt8>
  private(set) var boundaries = BoundaryModel()
  /// The logit of each gap, as predicted by the boundary model.
  let logits: SharedArray<Float>
  /// The entropies of strings; `nil` once they were taken.
  private var strings: NeighbourEntropies?

  /// - Complexity: O(atoms) time, 5 bytes per atom.
  init(
    _ text: AtomSequence, _ folds: CrossFitFolds, right: BranchingEntropy, left: BranchingEntropy,
    workers: Workers
  ) throws {
    granularity = right.granularity
    grams = (right.grams, left.grams)
    gaps = GapFeatureReader(right: right, left: left)
    strings = NeighbourEntropies(right: right.variations, left: left.variations)
    entropyCuts = try SharedArray(zeros: text.ids.count)
    logits = try SharedArray(zeros: text.ids.count)
    try EntropySegmentation(right: right, left: left).segment(
      text, into: entropyCuts.view, workers: workers)
    boundaries.train(text, folds, gaps, cuts: entropyCuts.view)
    try boundaries.judge(text, folds, gaps, into: logits.view, workers: workers)
  }

  /// Hands over the entropies of strings, so that the caller controls when their memory is freed.
  mutating func takeStrings() -> NeighbourEntropies? {
    defer { strings = nil }
    return strings
  }

  /// Trains once more on a segmentation and predicts some gaps again.
  ///
  /// - Parameters:
  ///   - pass: The number of the sweep that produced the segmentation.
  ///   - positions: The gaps to predict, ascending.
  mutating func refresh(
    _ text: AtomSequence, _ folds: CrossFitFolds, cuts: SharedArray<UInt8>.View, pass: Int,
    judging positions: SharedArray<UInt32>.View
  ) {
    boundaries.refresh(text, folds, gaps, cuts: cuts, pass: pass)
    boundaries.judge(text, folds, gaps, at: positions, into: logits.view)
  }

  /// Predicts all gaps again.
  func judgeAll(_ text: AtomSequence, _ folds: CrossFitFolds, workers: Workers) throws {
    try boundaries.judge(text, folds, gaps, into: logits.view, workers: workers)
  }

  /// Where words begin according to the boundary model alone.
  ///
  /// - Parameter maximumLength: The greatest word length in atoms.
  func cuts(
    _ text: AtomSequence, maximumLength: Int
  ) throws(OutOfMemory) -> SharedArray<UInt8> {
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    BoundaryDecoder(maximumLength: maximumLength).cut(
      text.ids, text.range, logits: logits.view, into: cuts.view)
    return cuts
  }
}
