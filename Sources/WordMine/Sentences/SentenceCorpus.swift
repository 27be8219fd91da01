import WordMineText

/// The sentences of a corpus as ids of words, in memory: about four bytes a word.
///
///     let corpus = try SentenceCorpus([WordBlock("我 爱 北京 。\n他 也 爱 。\n")])
///     for sentence in 0..<corpus.sentenceCount {
///       for clause in corpus.clauses(ofSentence: sentence) { print(corpus.words[clause]) }
///     }
public struct SentenceCorpus: Sendable {
  /// The different words.
  public let vocabulary: WordVocabulary
  /// The ids of all words, in the order of the text.
  public let words: [UInt32]
  private let ends: [UInt32]
  private let documents: [UInt32]

  init(
    vocabulary: WordVocabulary, words: [UInt32], ends: [UInt32], documents: [UInt32]
  ) {
    self.vocabulary = vocabulary
    self.words = words
    self.ends = ends
    self.documents = documents
  }

  /// The sentences of some text, block after block.
  ///
  /// - Throws: `InputError.Reason` if there are 2³² words or more.
  public init(_ blocks: some Sequence<WordBlock>) throws(InputError.Reason) {
    var builder = SentenceCorpusBuilder()
    for block in blocks { try builder.append(block) }
    self = builder.finish()
  }

  public var sentenceCount: Int { ends.count }

  /// The places of the words of a sentence in `words`.
  public func sentence(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// The line that holds a sentence, from 0, counted over all inputs.
  public func document(ofSentence index: Int) -> Int { Int(documents[index]) }

  /// Calls `body` with the clauses of a sentence: maximal runs without punctuation, in pieces of up to 40 words.
  @inline(__always)
  package func visitClauses(ofSentence index: Int, _ body: (Range<Int>) -> Void) {
    ClauseRule.visit(sentence(index), isPunctuation: { vocabulary.isPunctuation(words[$0]) }, body)
  }

  /// The clauses of a sentence, as places in `words`.
  public func clauses(ofSentence index: Int) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    visitClauses(ofSentence: index) { clauses.append($0) }
    return clauses
  }
}
