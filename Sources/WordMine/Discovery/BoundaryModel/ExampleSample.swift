import Glibc
import WordMineBase
import WordMineText

/// The gaps that a pass of training learns from.
///
/// A gap whose pair occurs *n* times is taken with probability √(T/n), by a hash of its position, so that the
/// model learns of pairs rather than of their most frequent ones. T is 1/2 in a large text and grows as
/// texts get smaller.
struct ExampleSample: Sendable {
  /// The probabilities by the bin of ln n, as fractions of 2³².
  private var limits = InlineArray<32, UInt64>(repeating: 1 << 32)
  private let seed: UInt64

  private static let leastT = 0.5
  /// In a text of so many positions, T is 1.
  private static let largeText = 2_000_000.0

  /// - Parameter text: The text, or a sample of one in which pairs were counted.
  init(_ text: AtomSequence, pass: Int) {
    seed = Hash.mix(UInt64(pass))
    let positions = Double(max(1, text.range.count))
    let count =
      max(Self.leastT, Self.largeText / positions)
      * max(1, Double(text.atoms.knownTotal) / positions)
    for bin in 0..<GapBins.pairCountBins {
      let share = (count / exp(GapBins.pairCount(middleOf: bin))).squareRoot()
      limits[bin] = UInt64(min(1, share) * 0x1p32)
    }
  }

  /// - Parameter pairCount: The bin of ln n.
  @inline(__always) func contains(_ position: Int, _ pairCount: UInt32) -> Bool {
    Hash.mix(UInt64(position) ^ seed) &>> 32 < limits[Int(pairCount)]
  }
}
