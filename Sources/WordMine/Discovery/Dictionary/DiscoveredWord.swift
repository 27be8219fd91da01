/// One entry of a discovered dictionary; all information is in bits.
public struct DiscoveredWord: Sendable, Equatable {
  /// What kind of unit an entry is.
  public enum Kind: String, Sendable {
    /// A word of the segmentation.
    case word
    /// Words that were glued: a longer word or a fixed phrase. The segmentation cuts it.
    case phrase
  }

  /// The word as it is written most often.
  public var text: String
  /// The word as it was counted.
  public var folded: String
  /// What the list is ranked by; greater is better.
  public var score: Double
  /// Uses by the segmentation.
  public var count: Int
  /// Occurrences of the string.
  public var rawCount: Int
  /// Different left neighbours in the segmentation, estimated.
  public var contexts: Int
  /// PMI at the weakest split; `nil` for a single atom.
  public var cohesion: Double?
  /// Corrected entropy of what comes before; `nil` beyond four atoms.
  public var leftEntropy: Double?
  /// Corrected entropy of what follows; `nil` beyond four atoms.
  public var rightEntropy: Double?
  /// What merging its atoms saves in the whole text; `nil` where the formula has no value.
  public var gain: Double?
  /// Phrases follow all words, greatest gain first.
  public var kind = Kind.word
}
