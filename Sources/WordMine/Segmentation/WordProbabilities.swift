import WordMineBase
import WordMineText

/// The probabilities of a frozen word model: those of `WordModel`, with constant counts.
///
/// Words are strings of atoms, numbered if the model contains them; any other string has the
/// probability of its spelling.
struct WordProbabilities: Sendable {
  /// The precomputed values of a known word.
  private struct Known: BitwiseCopyable, Sendable {
    /// P(w).
    var probability: Double
    var context: PitmanYor.Context
  }

  /// The numbers of the border before a clause, and of words that the model does not contain.
  static let (border, unknown): (UInt32, UInt32) = (0, .max)

  /// The number of bits per atom in the key of a word.
  private let bits: UInt64
  private var table: IDTable
  private let words: SharedArray<Known>
  private var pairTable: IDTable
  private let pairCounts: SharedArray<Float>
  private let spelling: KnownSpelling
  /// The factor of P₀ in P(w).
  private let base: Double

  /// - Parameter atoms: The number of atom ids.
  init(_ model: BigramModel, atoms: Int) {
    bits = UInt64(max(1, Int.bitWidth - atoms.leadingZeroBitCount))
    let (tables, types) = (Double(model.tables), Double(model.types))
    base =
      (PitmanYor.wordStrength + PitmanYor.wordDiscount * types) / (tables + PitmanYor.wordStrength)
    spelling = KnownSpelling(model, atoms: atoms)
    table = IDTable(expecting: model.words.count)
    words = SharedArray(zerosOrTrap: model.words.count)
    pairTable = IDTable(expecting: model.pairs.count)
    pairCounts = SharedArray(zerosOrTrap: model.pairs.count)
    for (number, word) in model.words.enumerated() {
      _ = table.insert(key(word.atoms))
      let own = max(0, Double(word.preceders) - PitmanYor.wordDiscount)
      words.view[number] = Known(
        probability: own / (tables + PitmanYor.wordStrength)
          + base * spelling.probability(word.atoms),
        context: PitmanYor.Context(following: word.following, followers: word.followers))
    }
    for (number, pair) in model.pairs.enumerated() {
      _ = pairTable.insert(Self.key(pair.before, pair.word))
      pairCounts.view[number] = Float(pair.count)
    }
  }

  private func key(_ atoms: some Sequence<UInt32>) -> UInt64 {
    atoms.reduce(WordKey.empty) { WordKey.extend($0, by: UInt64($1), bits: bits) }
  }

  private static func key(_ before: UInt32, _ word: UInt32) -> UInt64 {
    // Without the + 1, the border as both words would have the key 0, which the table reserves.
    (UInt64(before) &<< 32 | UInt64(word)) + 1
  }

  /// The number of a word, or `unknown`.
  func number(_ ids: SharedArray<UInt32>.View, _ word: Range<Int>) -> UInt32 {
    table.id(of: key(ids, word)) ?? Self.unknown
  }

  private func key(_ ids: SharedArray<UInt32>.View, _ word: Range<Int>) -> UInt64 {
    var key = WordKey.empty
    for position in word { key = WordKey.extend(key, by: UInt64(ids[position]), bits: bits) }
    return key
  }

  /// Fetches the slot of a word.
  func prefetch(_ ids: SharedArray<UInt32>.View, _ word: Range<Int>) {
    table.prefetch(key(ids, word))
  }

  /// Fetches the slot of a pair of words.
  @inline(__always) func prefetch(_ before: UInt32, _ word: UInt32) {
    if before != Self.unknown, word != Self.unknown { pairTable.prefetch(Self.key(before, word)) }
  }

  /// P(w).
  func probability(
    _ ids: SharedArray<UInt32>.View, _ word: Range<Int>, _ number: UInt32
  ) -> Double {
    if number != Self.unknown { return words.view[Int(number)].probability }
    return base * spelling.probability(word.lazy.map { UInt32(ids[$0]) })
  }

  /// The part of P(w | v) that depends on v alone.
  func context(_ number: UInt32) -> PitmanYor.Context {
    number == Self.unknown
      ? PitmanYor.Context.unknown : words.view[Int(number)].context
  }

  /// P(w | v), given P(w).
  @inline(__always)
  func probability(
    _ context: PitmanYor.Context, _ before: UInt32, _ word: UInt32, _ probability: Double
  ) -> Double {
    let smoothed = context.backoff * probability
    guard before != Self.unknown, word != Self.unknown,
      let pair = pairTable.id(of: Self.key(before, word))
    else { return smoothed }
    return smoothed
      + (Double(pairCounts.view[Int(pair)]) - PitmanYor.pairDiscount) * context.unit
  }
}

/// P₀, computed from the words of a frozen model.
private struct KnownSpelling: Sendable {
  private var table: IDTable
  private var counts: [Double] = []
  private let pairs: SpellingBigrams
  /// q by length.
  private let lengths: [Double]

  init(_ model: BigramModel, atoms: Int) {
    table = IDTable(expecting: model.words.count)
    var lengths = [Double](repeating: 1, count: AtomSequence.longestWord + 1)
    for word in model.words where word.preceders > 0 {
      lengths[word.atoms.count] += Double(word.preceders)
      var first: UInt32 = 0
      for atom in word.atoms {
        let pair = table.insert(Self.key(first, atom))
        if pair == counts.count { counts.append(0) }
        counts[Int(pair)] += Double(word.preceders)
        first = atom
      }
    }
    let total = Double(AtomSequence.longestWord) + Double(model.tables)
    self.lengths = lengths.map { $0 / total }
    let keys = table.keys.map { (UInt32($0 >> 32), UInt32(truncatingIfNeeded: $0)) }
    pairs = SpellingBigrams(atoms: atoms + 1, zip(keys, counts).map { ($0, $1) })
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) &<< 32 | UInt64(second)
  }

  func probability(_ atoms: some Sequence<UInt32>) -> Double {
    var (probability, first, length) = (1.0, UInt32(0), 0)
    for atom in atoms {
      let count = table.id(of: Self.key(first, atom)).map { counts[Int($0)] } ?? 0
      probability *= pairs.probability(first, atom, count: count)
      (first, length) = (atom, length + 1)
    }
    return probability * lengths[length]
  }
}
