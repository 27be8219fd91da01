/// How the words of a corpus are found.
public enum WordSource: Sendable {
  /// The text is segmented: blanks separate words.
  case blanks
  /// A segmenter finds them, by a model or a lexicon.
  case segmenter(Segmenter)
  /// They are discovered in the corpus itself, with this seed.
  case discovery(seed: UInt64 = 0)
}
