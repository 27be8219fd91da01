import WordMineText

/// A word model, frozen when sampling ended, by which new text is segmented.
///
/// See `PitmanYor` for the names.
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
