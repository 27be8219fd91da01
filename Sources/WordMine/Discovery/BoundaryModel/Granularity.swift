import Glibc
import WordMineBase
import WordMineText

/// Chooses m, the weight of the entropy correction, from the text; a greater m means longer words.
///
/// m is as great as possible while the cuts of stage A stay nearly as predictable, across folds, as
/// they are at the best m. With the label y of each gap and the logit z from the weights of the
/// other fold,
///
///     Q(m) = mean min(12, ln(1 + exp(−(2y − 1) z))) + 2 · share of gaps where z and y disagree
///     m*   = max { m : Q(m) ≤ min Q + tolerance }
///
/// on a grid, with Q interpolated linearly in ln m. As long as a greater m removes bias, cuts stay
/// regular; when it begins to join separate words, they become erratic. A sample of about 100,000
/// atoms, spread over the text, is enough to see that.
struct Granularity: Sendable {
  static let grid = [0.5, 1, 2, 3, 6]
  private static let sampledAtoms = 100_000

  /// The tolerances that gave the best words on one half of the PKU training text: with the
  /// boundary model as the last stage, and with the word model after it.
  static let (toleranceAlone, toleranceBeforeWordModel) = (0.033, 0.042)

  /// How far Q may exceed its minimum.
  let tolerance: Double

  /// - Complexity: O(1) for the sample, whose cells are copied once for each m.
  func choose(
    _ text: AtomSequence, _ folds: CrossFitFolds, right: UncorrectedEntropies,
    left: UncorrectedEntropies,
    workers: Workers
  ) throws -> Double {
    let pairs = Self.sampledPairs(folds, atoms: text.range.count)
    let ranges = pairs.map(folds.pair)
    let (sample, places) = try AtomSequence.selecting(ranges, of: text)
    let sampledFolds = folds.selecting(pairs, places: places, end: sample.range.upperBound)
    let values = try parallelMap(Self.grid.count, on: workers) { index in
      func corrected(_ parts: UncorrectedEntropies) throws -> BranchingEntropy {
        try parts.sample(ranges, places: places, positions: sample.ids.count)
          .applyingCorrection(Self.grid[index], workers: Workers())
      }
      var stages = try BoundaryDiscovery(
        sample, right: corrected(right), left: corrected(left), workers: Workers())
      try stages.learnStatistics(sample, sampledFolds, workers: Workers())
      return Self.unpredictability(
        sample, cuts: stages.entropyCuts.view, logits: stages.logits.view)
    }
    return choice(values)
  }

  /// m* for the values of Q on the grid.
  func choice(_ values: [Double]) -> Double {
    let grid = Self.grid
    let limit = values.min()! + tolerance
    let last = values.lastIndex { $0 <= limit }!
    guard last + 1 < grid.count else { return grid[last] }
    let share = (limit - values[last]) / (values[last + 1] - values[last])
    return exp(log(grid[last]) + share * log(grid[last + 1] / grid[last]))
  }

  /// Pairs of folds, sampled by the hash of their number; all of them in a short text.
  private static func sampledPairs(_ folds: CrossFitFolds, atoms: Int) -> [Int] {
    let share = Double(sampledAtoms) / Double(max(1, atoms))
    return (0..<folds.pairs).filter { share >= 1 || Hash.unit(UInt64($0)) < share }
  }

  /// Q of the cuts, given the logits that predict them.
  ///
  /// - Parameter cuts: 1 where a word begins.
  static func unpredictability(
    _ text: AtomSequence, cuts: SharedArray<UInt8>.View, logits: SharedArray<Float>.View
  ) -> Double {
    var (loss, wrong, gaps) = (0.0, 0, 0)
    for position in text.range where text.ids[position] != 0 && text.ids[position - 1] != 0 {
      let logit = Double(logits[position])
      let isCut = cuts[position] != 0
      loss += min(12, log1p(exp(isCut ? -logit : logit)))
      if isCut != (logit > 0) { wrong += 1 }
      gaps += 1
    }
    return gaps == 0 ? 0 : (loss + 2 * Double(wrong)) / Double(gaps)
  }
}
