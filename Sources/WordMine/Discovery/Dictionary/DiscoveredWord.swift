/// One entry of a mined dictionary; information in nats.
package struct DiscoveredWord: Sendable, Equatable {
  /// What kind of unit an entry is.
  package enum Kind: String, Sendable {
    /// A word of the segmentation.
    case word
    /// Words that were glued: a longer word or a fixed phrase. The segmentation cuts it.
    case phrase
  }

  /// The word as it is written most often.
  package var text: String
  /// The word as it was counted.
  package var folded: String
  /// What the list is ranked by; greater is better.
  package var score: Double
  /// Uses by the segmentation.
  package var count: Int
  /// Occurrences of the string.
  package var rawCount: Int
  /// Different left neighbours in the segmentation, estimated.
  package var contexts: Int
  /// PMI at the weakest split; `nil` for a single atom.
  package var cohesion: Double?
  /// Corrected entropy of what comes before; `nil` beyond four atoms.
  package var leftEntropy: Double?
  /// Corrected entropy of what follows; `nil` beyond four atoms.
  package var rightEntropy: Double?
  /// What merging its atoms saves in the whole text; `nil` where the formula has no value.
  package var gain: Double?
  /// Phrases follow all words, greatest gain first.
  package var kind = Kind.word
}
