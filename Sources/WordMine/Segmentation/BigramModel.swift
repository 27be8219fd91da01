import WordMineText

/// A word model, frozen after sampling, for segmenting new text.
///
/// See `PitmanYor` for the names.
struct BigramModel: Sendable, Equatable {
  struct Word: Sendable, Equatable {
    /// Up to four ids, padded with zeros.
    var atoms: [UInt32]
    /// c, t and u.
    var following: Int
    var followers: Int
    var preceders: Int
  }

  struct Pair: Sendable, Equatable {
    /// The indices of both words in `words`; 0 is the beginning of a clause.
    var before: UInt32
    var word: UInt32
    var count: Int
  }

  /// The gate of sampling: gaps with logits beyond it were not sampled.
  var gate: Float
  /// The beginning of a clause, which has no atoms, then the words in the order of their atoms.
  var words: [Word]
  /// The pairs in the order of their words.
  var pairs: [Pair]

  /// U and T.
  var tables: Int { words.reduce(0) { $0 + $1.preceders } }
  var types: Int { words.count { $0.preceders > 0 } }
}
