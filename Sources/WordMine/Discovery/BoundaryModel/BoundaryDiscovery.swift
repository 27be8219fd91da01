import WordMineBase
import WordMineText

/// A text segmented by branching entropy (stage A), and a model of boundaries learned from that (stage B).
struct BoundaryDiscovery: Sendable {
  /// m, the weight of the entropy correction.
  let granularity: Double
  /// The frequent strings, if they were requested.
  let grams: (right: [GramStatistics], left: [GramStatistics])
  /// The segmentation of stage A: 1 where a word begins, one byte per position.
  let entropyCuts: SharedArray<UInt8>
  /// The segmentation that the word model begins with.
  private(set) var firstCuts: SharedArray<UInt8>
  /// The logit of each gap, as predicted by the model.
  private(set) var logits: SharedArray<Float>
  private let statistics: GapFeatureReader
  private var model = Model.none
  /// The entropies of strings; `nil` once they were taken.
  private var strings: NeighbourEntropies?

  private enum Model {
    case none
    case statistical(StatisticalModel, CrossFitFolds)
    case contextual(BoundaryModel)
  }

  /// Segments by entropy.
  ///
  /// - Complexity: O(atoms) time, 5 bytes per atom.
  init(
    _ text: AtomSequence, right: BranchingEntropy, left: BranchingEntropy, workers: Workers
  ) throws {
    granularity = right.granularity
    grams = (right.grams, left.grams)
    statistics = GapFeatureReader(right: right, left: left)
    strings = NeighbourEntropies(right: right.variations, left: left.variations)
    entropyCuts = try SharedArray(zeros: text.ids.count)
    firstCuts = entropyCuts
    logits = try SharedArray(zeros: text.ids.count)
    try EntropySegmentation(right: right, left: left).segment(
      text, into: entropyCuts.view, workers: workers)
  }

  /// Hands over the entropies of strings, so that the caller controls when their memory is freed.
  mutating func takeStrings() -> NeighbourEntropies? {
    defer { strings = nil }
    return strings
  }

  // MARK: Learning

  /// Learns from the statistics of gaps alone.
  mutating func learnStatistics(
    _ text: AtomSequence, _ folds: CrossFitFolds, workers: Workers
  ) throws {
    var model = StatisticalModel()
    model.train(text, folds, statistics, cuts: entropyCuts.view)
    try model.judge(text, folds, statistics, into: logits.view, workers: workers)
    self.model = .statistical(model, folds)
  }

  /// The number of passes over the cuts of stage A, and then over what the model made of them.
  private static let passes = 3

  /// Learns from the cuts of stage A with the atoms and pairs around gaps.
  mutating func learnContexts(_ text: AtomSequence, workers: Workers) throws {
    let gaps = try GapContext(text, statistics)
    var model = try BoundaryModel(text, gaps)
    firstCuts = try SharedArray(zeros: text.ids.count)
    let cuts = firstCuts.view
    cuts.copy(from: entropyCuts.view)
    for pass in 0..<Self.passes {
      if pass > 0 { try model.relabel(cuts, workers: workers) }
      try model.train(cuts: cuts, workers: workers)
      try workers.report("learning boundaries", Double(pass + 1) / Double(Self.passes))
    }
    try model.judge(at: nil, into: logits.view, workers: workers)
    gaps.setCuts(cuts, logits.view)
    try model.correct(logits.view, at: nil, cuts: cuts, workers: workers)
    gaps.setCuts(cuts, logits.view)
    self.model = .contextual(model)
  }

  /// Learns from a segmentation with the atoms and pairs around gaps, unless the text is too small for it.
  ///
  /// - Returns: Whether this model predicts the gaps from now on.
  mutating func learnContexts(
    _ text: AtomSequence, from cuts: SharedArray<UInt8>, workers: Workers
  ) throws -> Bool {
    guard text.range.count >= Self.fewestPositions else { return false }
    let gaps = try GapContext(text, statistics)
    var model = try BoundaryModel(text, gaps)
    try model.train(cuts: cuts.view, workers: workers)
    let own = try SharedArray<Float>(zeros: text.ids.count)
    try model.judge(at: nil, into: own.view, workers: workers)
    let (error, other) = (gaps.error(own.view, cuts.view), gaps.error(logits.view, cuts.view))
    guard error - other <= Self.tolerance else { return false }
    try model.correct(own.view, at: nil, cuts: cuts.view, workers: workers)
    (logits, firstCuts, self.model) = (own, cuts, .contextual(model))
    return true
  }

  /// How much greater the share of gaps may be that are predicted wrong with atoms and pairs, beside that
  /// by statistics alone. In small texts of many words, what is learned of pairs says little of others.
  private static let tolerance = 0.012
  /// Fewer positions have too few different pairs to compare errors.
  private static let fewestPositions = 5_000

  // MARK: Sampling

  /// Whether the atoms and pairs around gaps are used.
  var usesContexts: Bool {
    if case .contextual = model { return true }
    return false
  }

  /// Trains once more on a segmentation and predicts some gaps again.
  ///
  /// - Parameters:
  ///   - cuts: 1 where a word begins.
  ///   - pass: The number of the sweep that produced the segmentation.
  ///   - positions: The gaps to predict, ascending.
  mutating func refresh(
    _ text: AtomSequence, cuts: SharedArray<UInt8>.View, pass: Int,
    judging positions: SharedArray<UInt32>.View, workers: Workers
  ) throws {
    switch model {
    case .statistical(var model, let folds):
      model.refresh(text, folds, statistics, cuts: cuts, pass: pass)
      model.judge(text, folds, statistics, at: positions, into: logits.view)
      self.model = .statistical(model, folds)
    case .contextual(var model):
      try model.train(cuts: cuts, workers: workers)
      try model.judge(at: positions, into: logits.view, workers: workers)
      try model.correct(logits.view, at: positions, cuts: cuts, workers: workers)
      self.model = .contextual(model)
    case .none: preconditionFailure("nothing was learned")
    }
  }

  /// Predicts all gaps again, where the model was trained on all of them since it last did.
  func judgeAll(_ text: AtomSequence, workers: Workers) throws {
    if case .statistical(let model, let folds) = model {
      try model.judge(text, folds, statistics, into: logits.view, workers: workers)
    }
  }

  // MARK: Results

  /// The weights for other text.
  func weights(atoms: Int) -> BoundaryWeights {
    switch model {
    case .statistical(let model, _): model.boundaryWeights(atoms: atoms)
    case .contextual(let model): model.correctedWeights
    case .none: preconditionFailure("nothing was learned")
    }
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
