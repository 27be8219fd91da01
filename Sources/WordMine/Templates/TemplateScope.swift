/// What a slot may cross.
public enum TemplateScope: String, CaseIterable, Sendable {
  /// The comma is treated as a word, so that 如果 [X] ， 那么 can be found; other punctuation separates.
  case sentence
  /// All punctuation separates.
  case clause

  /// The default maximum number of words in a slot.
  public var slotLength: Int { self == .sentence ? 8 : 6 }
}

extension TemplateText {
  /// - Parameter isKept: Whether to include a sentence, given its index.
  init(_ corpus: SentenceCorpus, _ scope: TemplateScope, isKept: (Int) -> Bool = { _ in true }) {
    self.init(
      vocabularySize: corpus.vocabulary.count,
      commas: ScopePieces.commas.compactMap { corpus.vocabulary.id(of: $0) })
    let roles = (0..<UInt32(corpus.vocabulary.count)).map { corpus.vocabulary.role(of: $0, scope) }
    for sentence in 0..<corpus.sentenceCount where isKept(sentence) {
      let document = corpus.document(ofSentence: sentence)
      ScopePieces.visit(
        corpus.sentence(sentence), role: { roles[Int(corpus.words[$0])] },
        { append(corpus.words[$0], document: document) })
    }
  }
}

/// How a word affects the pieces that contain templates.
enum ScopeRole: UInt8, Sendable {
  case word
  case comma
  case border
}

extension WordVocabulary {
  func role(of word: UInt32, _ scope: TemplateScope) -> ScopeRole {
    guard isPunctuation(word) else { return .word }
    return scope == .sentence && ScopePieces.commas.contains(text(of: word)) ? .comma : .border
  }
}

/// Splits sentences into the pieces that contain templates.
enum ScopePieces {
  static let commas = ["，", ","]

  /// The most words in a row without punctuation; longer runs are cut.
  private static let longestRun = 40
  /// The greatest length of a piece; longer ones are cut.
  private static let longestPiece = 1000

  /// Calls `body` with the pieces of a sentence.
  @inline(__always) static func visit(
    _ sentence: Range<Int>, role: (Int) -> ScopeRole, _ body: (Range<Int>) -> Void
  ) {
    var (start, run) = (sentence.lowerBound, 0)
    for index in sentence {
      let role = role(index)
      if role == .border || run == longestRun || index - start == longestPiece {
        if index > start { body(start..<index) }
        start = role == .border ? index + 1 : index
        run = 0
      }
      run = role == .word ? run + 1 : 0
    }
    if sentence.upperBound > start { body(start..<sentence.upperBound) }
  }
}
