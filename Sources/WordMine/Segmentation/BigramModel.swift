import WordMineText

/// A word model as it was when sampling ended: what new text is segmented by.
///
/// See `WordModel` for the names.
struct BigramModel: Sendable, Equatable {
  struct Word: Sendable, Equatable {
    /// Up to four ids; zeros after the last.
    var atoms: [UInt32]
    /// c, t and u.
    var following: Int
    var followers: Int
    var preceders: Int
  }

  struct Pair: Sendable, Equatable {
    /// By their place among the words; 0 is the beginning of a clause.
    var before: UInt32
    var word: UInt32
    var count: Int
  }

  /// Surer gaps were not sampled.
  var gate: Float
  /// The beginning of a clause, without atoms, then the words in the order of their atoms.
  var words: [Word]
  /// In the order of the words.
  var pairs: [Pair]

  /// U and T.
  var tables: Int { words.reduce(0) { $0 + $1.preceders } }
  var types: Int { words.count { $0.preceders > 0 } }
}

extension BigramModel {
  init(_ model: WordModel, _ lattice: WordLattice, gate: Float) {
    self.gate = gate
    let counts = model.words.view
    var order = (1..<max(1, lattice.words.count)).filter {
      counts[$0].following > 0 || counts[$0].preceders > 0
    }.map { (atoms: lattice.words.atoms($0), number: $0) }
    order.sort { $0.atoms.lexicographicallyPrecedes($1.atoms) }
    var numbers = [UInt32](repeating: 0, count: lattice.words.count)
    words = []
    for (atoms, number) in [(atoms: [], number: 0)] + order {
      numbers[number] = UInt32(words.count)
      words.append(
        Word(
          atoms: atoms, following: Int(counts[number].following),
          followers: Int(counts[number].followers), preceders: Int(counts[number].preceders)))
    }
    pairs = lattice.countedPairs(model).map {
      Pair(before: numbers[Int($0.before)], word: numbers[Int($0.word)], count: $0.count)
    }
    pairs.sort { ($0.before, $0.word) < ($1.before, $1.word) }
  }
}
