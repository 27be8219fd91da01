import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Chooses m, the weight of the entropy correction: the greater, the longer the words.
///
/// Long text: by its size alone, m(N) = 1.6 + 0.82 ln(1.6 · 10⁶ / N), between 2 and 6, for N atoms;
/// that was fitted to newspaper.
///
/// Text below `longestTried` atoms, of which kinds differ more: the greatest m at which the cuts of
/// stage A are still nearly as predictable, across folds, as at the most predictable m. With the label
/// y of each gap and the logit z from the other fold's weights,
///
///     Q(m) = mean ln(1 + exp(−(2y − 1) z)) + 2 · share of gaps where z and y disagree
///     m*   = max { m : Q(m) ≤ min Q + 0.033 }
///
/// on a grid, between whose points Q is taken to be linear in ln m. While a greater m takes bias
/// away, cuts stay regular; when it begins to glue words together they become erratic.
struct Granularity {
  static let longestTried = 500_000
  private static let grid = [0.5, 1, 2, 3, 6]
  private static let tolerance = 0.033

  /// - Parameter unpredictability: Gives Q at one m.
  static func correction(
    atoms: Int, unpredictability: (Double) throws -> Double
  ) rethrows -> Double {
    guard atoms <= longestTried else {
      return min(6, max(2, 1.6 + 0.82 * log(1.6e6 / Double(atoms))))
    }
    let values = try grid.map(unpredictability)
    let limit = values.min()! + tolerance
    let last = values.lastIndex { $0 <= limit }!
    guard last + 1 < grid.count else { return grid[last] }
    let share = (limit - values[last]) / (values[last + 1] - values[last])
    return exp(log(grid[last]) + share * log(grid[last + 1] / grid[last]))
  }

  /// Q of cuts and the logits that predict them.
  ///
  /// - Parameter cuts: 1 where a word begins.
  static func unpredictability<ID: AtomID>(
    _ text: DiscoveryText<ID>, cuts: SharedArray<UInt8>.View, logits: SharedArray<Float>.View
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
