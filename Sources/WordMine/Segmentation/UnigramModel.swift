import Glibc
import WordMineLexicon

/// A model in which every word has a probability of its own, whatever stands beside it.
///
/// Words are strings of atom ids. The first of them come from dictionaries, the others from the text
/// that the model was learned from. A word of digits or letters may hold their class.
///
/// The cost of a word is the negative logarithm of its probability in steps of 2⁻²⁴ nats. Sums of
/// integers do not depend on the order of addition, so ties are exact.
struct UnigramModel: Sendable, Equatable {
  /// The most atoms of a word.
  static let longestWord = 8
  static let stepsPerNat = 0x1p24

  /// The atoms of all words, one word behind the other.
  private var atoms: [UInt32] = []
  private var ends: [UInt32] = []
  private(set) var costs: [UInt32] = []
  /// So many words come from dictionaries: the first.
  private(set) var knownCount = 0
  /// The cost of an atom that is no word.
  let unlistedCost: UInt32

  init(unlistedCost: UInt32) { self.unlistedCost = unlistedCost }

  /// Above all costs that probabilities have.
  static var greatestCost: UInt32 { UInt32.max - 1 }

  /// The cost of a word, given the logarithm of its probability.
  static func cost(_ logProbability: Double) -> UInt32 {
    UInt32(min(Double(greatestCost), max(0, -logProbability * stepsPerNat)).rounded())
  }

  /// The logarithm of the probability that a cost stands for.
  static func logProbability(_ cost: UInt32) -> Double { -Double(cost) / stepsPerNat }

  /// The number of words.
  var count: Int { costs.count }

  /// The atoms of a word.
  subscript(number: Int) -> ArraySlice<UInt32> {
    atoms[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
  }

  /// Adds a word of a dictionary; these come before all others.
  mutating func appendKnown(_ word: ArraySlice<UInt32>, cost: UInt32) {
    precondition(knownCount == count, "a word of a dictionary behind others")
    append(word, cost: cost)
    knownCount = count
  }

  mutating func append(_ word: ArraySlice<UInt32>, cost: UInt32) {
    atoms += word
    ends.append(UInt32(atoms.count))
    costs.append(cost)
  }

  mutating func setCost(_ cost: UInt32, of number: Int) { costs[number] = cost }
}
