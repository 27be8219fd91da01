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

  init(_ lexicon: Lexicon) {
    var total = 0.0
    lexicon.forEach({ _, count in total += Double(max(1, count ?? 1)) })
    self.total = max(1, total)
  }

  func cost(ofCount count: Int?) -> UInt32 {
    UInt32((log(total / Double(max(1, count ?? 1))) * Self.stepsPerNat).rounded())
  }
}
