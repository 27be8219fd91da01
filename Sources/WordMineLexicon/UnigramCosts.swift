import Glibc
import WordMineText

/// The costs of words: negative logarithms of their probabilities, as integers.
///
/// The cost of a word with count *c* is log(*T* / *c*) in steps of 2⁻²⁴ nats, where *T* is the sum
/// of all counts. Sums of integers do not depend on the order of addition, so ties are exact. Count 0
/// counts as 1; so do an unknown atom, and in the sum a word without a count.
struct UnigramCosts {
  private let total: Double
  private static let stepsPerNat = 0x1p24

  /// How much likelier than its parts a word without a count is: more than what programs lose that have
  /// costs as 32-bit floats, or as integers in steps of 1/1500 nat.
  static let margin = 1 << 15

  /// A cost in nats, which is exact.
  static func nats(_ cost: Int) -> Double { Double(cost) / stepsPerNat }

  init(_ lexicon: Lexicon) {
    var total = 0.0
    lexicon.forEach({ _, count in total += Double(max(1, count ?? 1)) })
    self.total = max(1, total)
  }

  func cost(ofCount count: Int?) -> UInt32 {
    UInt32((log(total / Double(max(1, count ?? 1))) * Self.stepsPerNat).rounded())
  }
}
