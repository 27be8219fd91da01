import WordMineText

/// What a word is to the structure of a sentence.
struct WordKind: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt8

  /// No letter, digit or character is in it.
  static let punctuation = WordKind(rawValue: 1)
  /// Punctuation that ends a sentence: 。！？；
  static let end = WordKind(rawValue: 2)
  /// A bracket or quotation mark that closes, and so may follow an end.
  static let closing = WordKind(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// - Parameter word: Its normalized form.
  init(_ word: Span<UInt8>) {
    var (isEnd, isClosing) = (false, true)
    var position = 0
    while position < word.count {
      let (scalar, length) = UTF8Scanner.next(in: word, at: position)
      let value = scalar ?? 0
      if Self.isContent(value) {
        self = []
        return
      }
      isEnd = isEnd || Self.ends.contains(value)
      isClosing = isClosing && Self.closers.contains(value)
      position += length
    }
    self = isEnd ? [.punctuation, .end] : isClosing ? [.punctuation, .closing] : .punctuation
  }

  private static func isContent(_ scalar: UInt32) -> Bool {
    if scalar == WordNormalizer.digits || scalar == WordNormalizer.letters { return true }
    let kind = CharacterTable.standard.characterClass(of: scalar)
    return kind == .character || kind == .run
  }

  private static let ends = Set("。！？；!?;".unicodeScalars.map(\.value))
  private static let closers = Set("”’」』）】》〉)]".unicodeScalars.map(\.value))
}
