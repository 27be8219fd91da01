import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Segments a corpus by branching entropy (stage A) and a boundary model trained on that (stage B).
struct FastDiscovery<ID: AtomID>: Sendable {
  let right: BranchingEntropy
  let left: BranchingEntropy
  let boundaries: BoundaryModel
  /// 1 where a word begins, one byte a position.
  let cuts: SharedArray<UInt8>
  /// The entropy of single atoms, in nats.
  let atomEntropy: Double

  /// - Parameters:
  ///   - maximumLength: The most atoms of a word.
  ///   - collectsGrams: Keep what a model needs to segment other text.
  /// - Complexity: O(atoms · log) time, 35 bytes an atom.
  init(
    _ text: DiscoveryText<ID>, maximumLength: Int, collectsGrams: Bool, threads: Int
  ) throws {
    let buckets = AtomBuckets(text)
    atomEntropy = buckets.entropy
    let correction = Self.correction(atoms: buckets.positions.count)
    func entropy(_ direction: BranchingEntropy.Direction) throws -> BranchingEntropy {
      try BranchingEntropy(
        text, buckets: buckets, direction: direction, correction: correction,
        collectsGrams: collectsGrams, threads: threads)
    }
    right = try entropy(.right)
    left = try entropy(.left)
    cuts = SharedArray(zeros: text.ids.count)
    try EntropySegmentation(right: right, left: left).segment(
      text, into: cuts.view, threads: threads)
    let gaps = GapFeatures(right: right, left: left)
    let turns = FoldTurns(text)
    var boundaries = BoundaryModel()
    boundaries.train(text, turns, gaps, cuts: cuts.view)
    let logits = SharedArray<Float>(zeros: text.ids.count)
    try boundaries.judge(text, turns, gaps, into: logits.view, threads: threads)
    WordCutter(maximumLength: maximumLength).cut(
      text.ids, text.range, logits: logits.view, into: cuts.view)
    self.boundaries = boundaries
  }

  /// The weight of the entropy correction: the smaller the text, the greater.
  private static func correction(atoms: Int) -> Double {
    min(6, max(2, 1.6 + 0.82 * log(1.6e6 / Double(max(1, atoms)))))
  }
}
