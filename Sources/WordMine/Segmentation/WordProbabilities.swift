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
  static var border: UInt32 { 0 }
  static var unknown: UInt32 { .max }

  /// The number of bits per atom in the key of a word.
  private let bits: UInt64
  private var table: IDTable
  private let words: SharedArray<Known>
  /// The counts of pairs.
  private let pairs: HashTable<UInt64, Float>
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
    pairs = HashTable(
      expecting: model.pairs.count,
      keys: { Self.key(model.pairs[$0].before, model.pairs[$0].word) },
      values: { Float(model.pairs[$0].count) })
    for (number, word) in model.words.enumerated() {
      _ = table.insert(key(of: word.atoms))
      let own = max(0, Double(word.preceders) - PitmanYor.wordDiscount)
      words.view[number] = Known(
        probability: own / (tables + PitmanYor.wordStrength)
          + base * spelling.probability(word.atoms),
        context: PitmanYor.Context(following: word.following, followers: word.followers))
    }
  }

  private func key(of atoms: [UInt32]) -> UInt64 {
    atoms.reduce(WordKey.empty) { WordKey.extend($0, by: UInt64($1), bits: bits) }
  }

  private static func key(_ before: UInt32, _ word: UInt32) -> UInt64 {
    // Without the + 1, the border as both words would have the key 0, which the table reserves.
    (UInt64(before) &<< 32 | UInt64(word)) + 1
  }

  /// The key of a word.
  @inline(__always) func key(_ ids: SharedArray<UInt32>.View, _ word: Range<Int>) -> UInt64 {
    var key = WordKey.empty
    for position in word { key = WordKey.extend(key, by: UInt64(ids[position]), bits: bits) }
    return key
  }

  /// The number of the word with a key, or `unknown`.
  @inline(__always) func number(_ key: UInt64) -> UInt32 { table.id(of: key) ?? Self.unknown }

  /// Fetches the number of the word with a key.
  @inline(__always) func prefetch(_ key: UInt64) { table.prefetch(key) }

  /// Fetches what is known of a word.
  @inline(__always) func prefetch(_ number: UInt32) { words.view.prefetch(Int(number)) }

  /// Fetches the count of a pair of words.
  @inline(__always) func prefetch(_ before: UInt32, _ word: UInt32) {
    if before != Self.unknown, word != Self.unknown { pairs.prefetch(Self.key(before, word)) }
  }

  /// P(w) of a word that the model knows.
  @inline(__always) func probability(_ number: UInt32) -> Double {
    words.view[Int(number)].probability
  }

  /// P(w) of a word that the model does not know.
  @inline(__always)
  func spelled(_ ids: SharedArray<UInt32>.View, _ word: Range<Int>) -> Double {
    base * spelling.probability(word.lazy.map { ids[$0] })
  }

  /// The part of P(w | v) that depends on v alone.
  @inline(__always) func context(_ number: UInt32) -> PitmanYor.Context {
    number == Self.unknown ? PitmanYor.Context.unknown : words.view[Int(number)].context
  }

  /// P(w | v), given P(w).
  @inline(__always)
  func probability(
    _ context: PitmanYor.Context, _ before: UInt32, _ word: UInt32, _ probability: Double
  ) -> Double {
    let smoothed = context.backoff * probability
    guard before != Self.unknown, word != Self.unknown, let count = pairs[Self.key(before, word)]
    else { return smoothed }
    return smoothed + (Double(count) - PitmanYor.pairDiscount) * context.unit
  }
}

/// P₀, computed from the words of a frozen model.
private struct KnownSpelling: Sendable {
  /// p of the pairs of atoms in words.
  private let known: HashTable<UInt64, Double>
  private let pairs: SpellingBigrams
  /// q by length.
  private let lengths: [Double]

  init(_ model: BigramModel, atoms: Int) {
    var table = IDTable(expecting: model.words.count)
    var counts: [Double] = []
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
    let keys = table.keys
    func pair(_ key: UInt64) -> (UInt32, UInt32) {
      (UInt32(key >> 32), UInt32(truncatingIfNeeded: key))
    }
    let pairs = SpellingBigrams(
      atoms: atoms + 1, zip(keys, counts).lazy.map { (pair($0), $1) })
    var known = HashTable<UInt64, Double>(expecting: keys.count)
    for (key, count) in zip(keys, counts) {
      let (first, second) = pair(key)
      known.set(key, pairs.probability(first, second, count: count))
    }
    (self.pairs, self.known) = (pairs, known)
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) &<< 32 | UInt64(second)
  }

  @inline(__always) func probability(_ atoms: some Sequence<UInt32>) -> Double {
    var (probability, first, length) = (1.0, UInt32(0), 0)
    for atom in atoms {
      probability *=
        known[Self.key(first, atom)] ?? pairs.probability(first, atom, count: 0)
      (first, length) = (atom, length + 1)
    }
    return probability * lengths[length]
  }
}
