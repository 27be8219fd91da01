import WordMineBase
import WordMineText

/// P₀ of `PitmanYor` for all words of a lattice, from the current lexicon: see `SpellingBigrams`.
struct SpellingModel: Sendable {
  private let words: WordList
  /// The numbers of the atom pairs in each word, `longest` places per word.
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

  /// Sets P₀ of all words from the current lexicon.
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
    let pairs = SpellingBigrams(atoms: atoms, zip(pairAtoms, pairCounts))
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
