/// A word, and what is known of it.
///
/// A format holds some of this; the rest is lost in it. What is not known is `nil`.
public struct LexiconEntry: Equatable, Sendable {
  public var word: String
  /// What the list is ranked by, best first.
  public var score: Double?
  /// How often the word was used.
  public var count: Int?
  /// How often its characters occur in this order, as a word or not.
  public var rawCount: Int?
  /// How many different neighbours it has on the left, estimated.
  public var contexts: Double?
  /// The pointwise mutual information at its weakest split, in the unit of the file.
  public var cohesion: Double?
  /// The entropy of its neighbours on the left, in the unit of the file.
  public var leftEntropy: Double?
  /// The entropy of its neighbours on the right, in the unit of the file.
  public var rightEntropy: Double?
  /// What the text is shortened by when the word is a unit of it, in the unit of the file.
  public var gain: Double?
  /// `word`, or another kind of unit in the terms of the list.
  public var kind: String?
  /// The part of speech, in the terms of the list.
  public var tag: String?

  public init(word: String, count: Int? = nil, tag: String? = nil, score: Double? = nil) {
    self.word = word
    self.count = count
    self.tag = tag
    self.score = score
  }
}
