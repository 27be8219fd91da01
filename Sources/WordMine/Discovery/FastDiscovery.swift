import WordMineText

/// Segments a corpus by branching entropy (stage A) and a boundary model trained on that (stage B).
struct FastDiscovery<ID: AtomID>: Sendable {
  let right: BranchingEntropy
  let left: BranchingEntropy
  let boundaries: BoundaryModel
  /// 1 where a word begins, one byte a position.
  let cuts: SharedArray<UInt8>
  /// The weight of the entropy correction that was chosen.
  let correction: Double

  /// - Parameters:
  ///   - maximumLength: The most atoms of a word.
  ///   - collectsGrams: Keep what a model needs to segment other text.
  /// - Complexity: O(atoms · log) time, 35 bytes an atom.
  init(
    _ text: DiscoveryText<ID>, maximumLength: Int, collectsGrams: Bool, threads: Int
  ) throws {
    let buckets = AtomBuckets(text)
    let turns = FoldTurns(text)
    func trial(_ correction: Double, collectsGrams: Bool = false) throws -> Trial {
      try Trial(
        text, buckets, turns, correction: correction, collectsGrams: collectsGrams,
        threads: threads)
    }
    correction = try Granularity.correction(atoms: buckets.positions.count) { correction in
      let trial = try trial(correction)
      return Granularity.unpredictability(
        text, cuts: trial.cuts.view, logits: trial.logits.view)
    }
    let chosen = try trial(correction, collectsGrams: collectsGrams)
    (right, left, boundaries) = (chosen.right, chosen.left, chosen.boundaries)
    cuts = chosen.cuts
    WordCutter(maximumLength: maximumLength).cut(
      text.ids, text.range, logits: chosen.logits.view, into: cuts.view)
  }

  /// Both stages with one entropy correction.
  private struct Trial {
    let right: BranchingEntropy
    let left: BranchingEntropy
    /// The cuts of stage A.
    let cuts: SharedArray<UInt8>
    let boundaries: BoundaryModel
    /// What stage B thinks of each gap.
    let logits: SharedArray<Float>

    init(
      _ text: DiscoveryText<ID>, _ buckets: AtomBuckets, _ turns: FoldTurns, correction: Double,
      collectsGrams: Bool, threads: Int
    ) throws {
      func entropy(_ direction: BranchingEntropy.Direction) throws -> BranchingEntropy {
        try BranchingEntropy(
          text, buckets: buckets, direction: direction, correction: correction,
          collectsGrams: collectsGrams, threads: threads)
      }
      (right, left) = (try entropy(.right), try entropy(.left))
      cuts = SharedArray(zeros: text.ids.count)
      try EntropySegmentation(right: right, left: left).segment(
        text, into: cuts.view, threads: threads)
      let gaps = GapFeatures(right: right, left: left)
      var boundaries = BoundaryModel()
      boundaries.train(text, turns, gaps, cuts: cuts.view)
      logits = SharedArray(zeros: text.ids.count)
      try boundaries.judge(text, turns, gaps, into: logits.view, threads: threads)
      self.boundaries = boundaries
    }
  }
}
