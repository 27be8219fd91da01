import Glibc
import WordMineBase
import WordMineText

/// How freely each atom begins and ends words, as a correction of the logits of gaps.
///
/// Atoms that are words by themselves (就, 是) are cut off more often, and bound ones (化, 者) less, than
/// statistics of strings tell. With the shares of its neighbours that an atom is cut from,
///
///     L(y, n) = logit((y + 16 ρ) / (n + 16)),  y cuts in n gaps, ρ the share of cuts in the text
///
/// the gap a|b gets 0.7 (0.9 L(cuts before a) + 0.4 L(after a) + 0.45 L(before b) + 0.5 L(after b)),
/// which is a sum of a share of *a* and one of *b*.
struct FreedomPrior: Sendable, Equatable {
  /// The shares of an atom in the logits of the gap after it, and of the gap before it, by id.
  private(set) var shares: [SIMD2<Float>]

  private static let strength: Float = 0.7
  /// The weights of L of the cuts before and after *a*, and before and after *b*.
  private static let (beforeFirst, afterFirst): (Float, Float) = (0.9, 0.4)
  private static let (beforeSecond, afterSecond): (Float, Float) = (0.45, 0.5)
  /// The number of gaps that ρ stands for.
  private static let smoothing: Float = 16

  /// Without any effect.
  init(atoms: Int) { shares = Array(repeating: .zero, count: atoms) }

  /// - Parameter cuts: 1 where a word begins.
  /// - Complexity: O(atoms).
  init(_ text: AtomSequence, cuts: SharedArray<UInt8>.View) {
    // For each atom: the gaps before and after it, and the cuts there.
    var counts = [SIMD4<Int32>](repeating: .zero, count: text.atoms.count)
    let ids = text.ids
    for position in text.range where ids[position] != 0 && ids[position - 1] != 0 {
      let cut = cuts[position] != 0 ? Int32(1) : 0
      counts[Int(ids[position])] &+= SIMD4(1, cut, 0, 0)
      counts[Int(ids[position - 1])] &+= SIMD4(0, 0, 1, cut)
    }
    let total = counts.reduce(into: SIMD2<Int>.zero) { $0 &+= SIMD2(Int($1[0]), Int($1[1])) }
    guard total[1] > 0, total[1] < total[0] else {
      shares = Array(repeating: .zero, count: text.atoms.count)
      return
    }
    let mean = Float(total[1]) / Float(total[0])
    func freedom(_ cuts: Int32, _ gaps: Int32) -> Float {
      let share = (Float(cuts) + Self.smoothing * mean) / (Float(gaps) + Self.smoothing)
      return logf(share / (1 - share))
    }
    shares = counts.map { counts in
      let before = freedom(counts[1], counts[0])
      let after = freedom(counts[3], counts[2])
      return Self.strength
        * SIMD2(
          Self.beforeFirst * before + Self.afterFirst * after,
          Self.beforeSecond * before + Self.afterSecond * after)
    }
  }

  /// The correction of the gap between two atoms.
  @inline(__always) func correction(_ first: UInt32, _ second: UInt32) -> Float {
    shares[Int(first)][0] + shares[Int(second)][1]
  }
}
