/// A word and its attributes.
///
/// Each format holds some of the attributes and loses the others. Unknown attributes are `nil`.
public struct LexiconEntry: Equatable, Sendable {
  public var word: String
  /// The score that the list is ranked by, best first.
  public var score: Double?
  /// How often the word was used.
  public var count: Int?
  /// How often its string of characters occurs, as a word or not.
  public var rawCount: Int?
  /// The estimated number of distinct left neighbours.
  public var contexts: Double?
  /// The pointwise mutual information at the weakest split, in the unit of the file.
  public var cohesion: Double?
  /// The entropy of the left neighbours, in the unit of the file.
  public var leftEntropy: Double?
  /// The entropy of the right neighbours, in the unit of the file.
  public var rightEntropy: Double?
  /// The reduction in the code length of the text if the word is a unit, in the unit of the file.
  public var gain: Double?
  /// The kind of the entry, such as `word`, as named in the list.
  public var kind: String?
  /// How good a term it is, as a figure that lists are ranked by.
  public var termhood: Double?
  /// The words that make it up, with blanks between them.
  public var parts: String?
  /// The part of speech, as named in the list.
  public var tag: String?

  public init(word: String, count: Int? = nil, tag: String? = nil, score: Double? = nil) {
    self.word = word
    self.count = count
    self.tag = tag
    self.score = score
  }
}
