import WordMineBase
import WordMineText

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
