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
  let correction: Double
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

/// V of the strings of 1 to 4 atoms that begin (or, to the left, end) at each position.
struct StringVariations: Sendable {
  /// Four 16-bit integers per position, lowest bits first, for 1 to 4 atoms.
  private let packed: SharedArray<UInt64>
  private let view: SharedArray<UInt64>.View
  /// H₀, the entropy of single atoms.
  let atomEntropy: Double

  init(_ packed: SharedArray<UInt64>, atomEntropy: Double) {
    self.packed = packed
    view = packed.view
    self.atomEntropy = atomEntropy
  }

  /// V of a string, in units of 1/1024 nat.
  @inline(__always) subscript(position: Int, length: Int) -> Int16 {
    Int16(truncatingIfNeeded: view[position] &>> UInt64(16 * (length - 1)))
  }

  /// H of a string, in nats, summed from rounded V.
  func entropy(_ position: Int, _ length: Int) -> Double {
    let sum = (1...length).reduce(atomEntropy) {
      $0 + Double(self[position, $1]) / Double(BranchingEntropy.scale)
    }
    return max(0, sum)
  }
}

/// The branching entropies of the strings of a text, in both directions.
struct NeighbourEntropies: Sendable {
  let right: StringVariations
  let left: StringVariations

  /// The entropies of a word.
  struct Values: Sendable {
    /// Entropies of the left and right neighbours, in nats; NaN for words of more than four atoms.
    var left = Float.nan
    var right = Float.nan
  }

  func values(_ span: Range<Int>) -> Values {
    guard (1...AtomSequence.longestWord).contains(span.count) else { return Values() }
    return Values(
      left: Float(left.entropy(span.upperBound - 1, span.count)),
      right: Float(right.entropy(span.lowerBound, span.count)))
  }
}
