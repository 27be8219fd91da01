import WordMineBase
import WordMineText

/// How unpredictable the atoms next to the strings of a text are: stage A.
///
/// For a string *x* with *c* occurrences, of which *c*_y are followed by the atom *y*, and *K*
/// distinct continuations (each border counts as one of its own),
///
///     H(x) = max(0, ln c − (1/c) Σ c_y ln c_y) + m (K − 1)/c
///
/// is the branching entropy of *x*, corrected for small *c*: m = ½ would remove the bias of the
/// estimate; a greater m favours longer words. Its variation
///
///     V(x) = H(x) − H(x without the atom nearest to the continuation),  V(a) = H(a) − H₀
///
/// rises where a word ends. V is kept for the strings of one to four atoms at each position, found
/// by sorting the positions of each atom by the four atoms that follow.
///
/// References: Jin and Tanaka-Ishii 2006; Magistry and Sagot 2012.
struct BranchingEntropy: Sendable {
  /// V is kept in units of 1/1024 nat.
  static let scale: Float = 1024

  let variations: StringVariations
  /// The `GapBins` of each position.
  let bins: SharedArray<UInt32>
  /// Mean and standard deviation of V over the distinct strings of each length, 1 to 4 atoms.
  let means: [Double]
  let deviations: [Double]
  /// m, the weight of the correction.
  let granularity: Double
  /// The frequent strings of one to three atoms, if they were requested.
  let grams: [GramStatistics]

  enum Direction: Sendable {
    /// Continuations to the right; strings begin at their position.
    case right
    /// Continuations to the left; strings end at their position.
    case left

    var step: Int { self == .right ? 1 : -1 }
  }
}
