/// One entry of a discovered dictionary. Information is in bits.
public struct DiscoveredWord: Sendable, Equatable {
  /// The kind of an entry.
  public enum Kind: String, Sendable {
    /// A word of the segmentation.
    case word
    /// A longer word or fixed phrase, joined from words; the segmentation still cuts it.
    case phrase
  }

  /// The most frequent spelling of the word.
  public var text: String
  /// The normalized form that was counted.
  public var folded: String
  /// The score that entries are ranked by; greater is better.
  public var score: Double
  /// How often the segmentation uses the word.
  public var count: Int
  /// How often the string occurs, as a word or not.
  public var rawCount: Int
  /// The estimated number of distinct words to the left in the segmentation.
  public var contexts: Int
  /// PMI at the weakest split; `nil` for a single atom.
  public var cohesion: Double?
  /// The corrected branching entropy to the left; `nil` beyond four atoms.
  public var leftEntropy: Double?
  /// The corrected branching entropy to the right; `nil` beyond four atoms.
  public var rightEntropy: Double?
  /// The saving in the whole text from merging the atoms of the word; `nil` where it is undefined.
  public var gain: Double?
  /// The kind of the entry. Phrases follow all words, greatest gain first; where a lexicon guided
  /// discovery, both are ranked together.
  public var kind = Kind.word
  /// How good a term it is, and what words it is made of; `nil` where no lexicon guided discovery.
  public var termhood: Termhood?
}
