import WordMineText

/// Documents encoded as the ids of their words.
public struct EncodedDocuments: Equatable, Sendable {
  /// The words that have ids.
  public let vocabulary: VectorVocabulary
  /// The ids of all documents, concatenated; words without an id are omitted.
  public let tokens: [Int32]
  /// The start of each document in `tokens`, and the end.
  public let starts: [Int]

  /// Encodes documents with a vocabulary of the words in them.
  ///
  /// - Parameters:
  ///   - documents: Documents whose features are words.
  ///   - minimumCount: The least count of a word in the vocabulary.
  public init(_ documents: DocumentBlock, minimumCount: Int = 5) {
    self.init(
      documents, vocabulary: VectorVocabulary(counting: documents, minimumCount: minimumCount))
  }

  /// Encodes documents with a given vocabulary; other words are omitted.
  public init(_ documents: DocumentBlock, vocabulary: VectorVocabulary) {
    let ids = (0..<documents.names.count).map {
      vocabulary.id(of: String(decoding: documents.names[$0], as: UTF8.self)).map { Int32($0) }
    }
    var tokens: [Int32] = []
    var starts = [0]
    for document in 0..<documents.count {
      for feature in documents[document] {
        if let id = ids[Int(feature)] { tokens.append(id) }
      }
      starts.append(tokens.count)
    }
    self.vocabulary = vocabulary
    self.tokens = tokens
    self.starts = starts
  }

  /// Encodes documents, given as words, with a vocabulary of the words in them.
  ///
  /// - Parameter minimumCount: The least count of a word in the vocabulary.
  public init(_ documents: [[String]], minimumCount: Int = 5) {
    self.init(DocumentBlock(words: documents), minimumCount: minimumCount)
  }

  /// Encodes documents, given as words, with a given vocabulary.
  public init(_ documents: [[String]], vocabulary: VectorVocabulary) {
    self.init(DocumentBlock(words: documents), vocabulary: vocabulary)
  }

  /// The number of documents.
  public var count: Int { starts.count - 1 }

  /// The ids of a document, whose index is in 0 ..< ``count``.
  public subscript(document: Int) -> ArraySlice<Int32> {
    tokens[starts[document]..<starts[document + 1]]
  }

  /// How often each word of the vocabulary occurs in these documents, by id.
  public var counts: [Int] {
    var counts = [Int](repeating: 0, count: vocabulary.count)
    for token in tokens { counts[Int(token)] += 1 }
    return counts
  }
}
