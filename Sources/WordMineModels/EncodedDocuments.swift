import WordMineText

/// Documents as the numbers of their words.
public struct EncodedDocuments: Equatable, Sendable {
  public let vocabulary: VectorVocabulary
  /// The words of all documents, one after the other; those without a number are left out.
  public let tokens: [Int32]
  /// Where each document begins in `tokens`, and the end.
  public let starts: [Int]

  /// - Parameters:
  ///   - documents: Their features are words.
  ///   - minimumCount: Words seen fewer times are left out.
  public init(_ documents: DocumentBlock, minimumCount: Int = 5) {
    self.init(
      documents, vocabulary: VectorVocabulary(counting: documents, minimumCount: minimumCount))
  }

  /// Documents by the words of a vocabulary that is known.
  public init(_ documents: DocumentBlock, vocabulary: VectorVocabulary) {
    let numbers = (0..<documents.names.count).map {
      vocabulary[String(decoding: documents.names[$0], as: UTF8.self)].map { Int32($0) }
    }
    var tokens: [Int32] = []
    var starts = [0]
    for document in 0..<documents.count {
      for feature in documents.features[documents.starts[document]..<documents.starts[document + 1]]
      {
        if let number = numbers[Int(feature)] { tokens.append(number) }
      }
      starts.append(tokens.count)
    }
    self.vocabulary = vocabulary
    self.tokens = tokens
    self.starts = starts
  }

  /// - Parameters:
  ///   - documents: The words of each document.
  ///   - minimumCount: Words seen fewer times are left out.
  public init(_ documents: [[String]], minimumCount: Int = 5) {
    self.init(DocumentBlock(words: documents), minimumCount: minimumCount)
  }

  /// Documents by the words of a vocabulary that is known.
  public init(_ documents: [[String]], vocabulary: VectorVocabulary) {
    self.init(DocumentBlock(words: documents), vocabulary: vocabulary)
  }

  public var count: Int { starts.count - 1 }

  public subscript(document: Int) -> ArraySlice<Int32> {
    tokens[starts[document]..<starts[document + 1]]
  }

  /// How often each word of the vocabulary occurs in these documents.
  public var counts: [Int] {
    var counts = [Int](repeating: 0, count: vocabulary.count)
    for token in tokens { counts[Int(token)] += 1 }
    return counts
  }
}
