import WordMineText

/// A text segmented by branching entropy (stage A), and a boundary model trained on that (stage B).
struct BoundaryDiscovery<ID: AtomID>: Sendable {
  let right: BranchingEntropy
  let left: BranchingEntropy
  /// The segmentation of stage A: 1 where a word begins, one byte a position.
  let entropyCuts: SharedArray<UInt8>
  private(set) var boundaries = BoundaryModel()
  /// What stage B thinks of each gap.
  let logits: SharedArray<Float>

  var gaps: GapFeatures { GapFeatures(right: right, left: left) }

  /// - Complexity: O(atoms) time, 5 bytes an atom.
  init(
    _ text: DiscoveryText<ID>, _ turns: FoldTurns, right: BranchingEntropy, left: BranchingEntropy,
    threads: Int
  ) throws {
    (self.right, self.left) = (right, left)
    entropyCuts = SharedArray(zeros: text.ids.count)
    logits = SharedArray(zeros: text.ids.count)
    try EntropySegmentation(right: right, left: left).segment(
      text, into: entropyCuts.view, threads: threads)
    boundaries.train(text, turns, gaps, cuts: entropyCuts.view)
    try boundaries.judge(text, turns, gaps, into: logits.view, threads: threads)
  }

  /// Learns once more from a segmentation, and judges all gaps anew.
  ///
  /// - Parameter pass: The number of the sweep that gave it.
  mutating func refresh(
    _ text: DiscoveryText<ID>, _ turns: FoldTurns, cuts: SharedArray<UInt8>.View, pass: Int,
    threads: Int
  ) throws {
    boundaries.refresh(text, turns, gaps, cuts: cuts, pass: pass)
    try boundaries.judge(text, turns, gaps, into: logits.view, threads: threads)
  }

  /// Where words begin by the boundary model alone.
  ///
  /// - Parameter maximumLength: The most atoms of a word.
  func cuts(_ text: DiscoveryText<ID>, maximumLength: Int) -> SharedArray<UInt8> {
    let cuts = SharedArray<UInt8>(zeros: text.ids.count)
    WordCutter(maximumLength: maximumLength).cut(
      text.ids, text.range, logits: logits.view, into: cuts.view)
    return cuts
  }
}
