import WordMineBase
import WordMineText

/// How likely a word is by its length and its atoms alone: P₀ of the `WordModel`.
///
///     P₀(w)  = q(|w|) Π p(aₖ | aₖ₋₁)
///     q(n)   = (1 + Σ_{|w|=n} u(w)) / (L + U)
///     p(a|s) = (max(b(s,a) − 0.7, 0) + (0.7 t(s) + 0.5) g(a)) / (b(s) + 0.5)
///     g(a)   = (different s before a + 0.5) / (their sum + 0.5 · atoms)
///
/// where b counts the pairs of atoms in the lexicon, each word taken u(w) times, and a₀ is the
/// beginning of a word.
struct SpellingModel: Sendable {
  private let words: WordList
  /// The numbers of the pairs of atoms in each word, `longest` places a word.
  private var spellings: [UInt32] = []
  /// The atoms of each pair.
  private var pairAtoms: [(first: UInt32, second: UInt32)] = []
  private let atoms: Int
  private let longest: Int

  init(_ words: WordList, atoms: Int, longest: Int) {
    self.words = words
    self.atoms = atoms
    self.longest = longest
    var table = IDTable(expecting: words.count)
    spellings = Array(repeating: 0, count: longest * words.count)
    for word in 1..<max(1, words.count) {
      var first: UInt32 = 0
      for index in 0..<words.span(word).count {
        let second = UInt32(words.atom(word, index))
        let pair = table.insert(UInt64(first) << 32 | UInt64(second))
        if pair == pairAtoms.count { pairAtoms.append((first, second)) }
        spellings[longest * word + index] = pair
        first = second
      }
    }
  }

  /// Sets P₀ of all words by the lexicon of the moment.
  ///
  /// - Complexity: O(words + pairs of atoms).
  func apply(to model: inout WordModel) {
    var lengths = [Double](repeating: 1, count: longest + 1)
    var pairCounts = [Double](repeating: 0, count: pairAtoms.count)
    let counts = model.words.view
    for word in 1..<max(1, words.count) where counts[word].preceders > 0 {
      let (uses, length) = (Double(counts[word].preceders), words.span(word).count)
      lengths[length] += uses
      for index in 0..<length { pairCounts[Int(spellings[longest * word + index])] += uses }
    }
    let pairs = SpellingPairs(atoms: atoms, zip(pairAtoms, pairCounts))
    let shares = zip(pairAtoms, pairCounts).map { pairs.probability($0.0, $0.1, count: $1) }
    let total = Double(longest + model.tables)
    for word in 1..<max(1, words.count) {
      let length = words.span(word).count
      var probability = lengths[length] / total
      for index in 0..<length { probability *= shares[Int(spellings[longest * word + index])] }
      model.setSpelling(word, probability)
    }
  }
}

/// How likely an atom is after another inside words: p of the `SpellingModel`.
struct SpellingPairs: Sendable {
  /// b(s) and t(s) by atom.
  private var sums: [Double]
  private var types: [Double]
  /// The different atoms before each.
  private var predecessors: [Double]
  private var seen = 0.0

  /// - Parameter counts: Different pairs of atoms, the beginning of a word being 0, and their counts.
  init(
    atoms: Int, _ counts: some Sequence<((first: UInt32, second: UInt32), Double)>
  ) {
    sums = Array(repeating: 0, count: atoms)
    (types, predecessors) = (sums, sums)
    for ((first, second), count) in counts where count > 0 {
      sums[Int(first)] += count
      types[Int(first)] += 1
      predecessors[Int(second)] += 1
      seen += 1
    }
  }

  func probability(_ first: UInt32, _ second: UInt32, count: Double) -> Double {
    let general =
      (predecessors[Int(second)] + 0.5) / (seen + 0.5 * Double(predecessors.count))
    let backoff = 0.7 * types[Int(first)] + 0.5
    return (max(0, count - 0.7) + backoff * general) / (sums[Int(first)] + 0.5)
  }
}
