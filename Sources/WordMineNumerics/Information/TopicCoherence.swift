import WordMineBase

/// Whether the words of a topic occur in the same documents.
///
///     npmi(a, b) = log(p(a, b) / (p(a) p(b))) / −log p(a, b)
///
/// p is a share of documents; words that never occur together have −1, words that always do have 1.
///
/// Reference: Lau, Newman and Baldwin 2014, *Machine Reading Tea Leaves*.
public struct TopicCoherence: Sendable {
  /// The documents of each word, ascending.
  private let documents: [[Int]]
  private let count: Double

  /// - Parameters:
  ///   - texts: The words of each document, numbered from 0.
  ///   - vocabulary: The number of different words.
  /// - Throws: `InvalidValue` for a word that is not below `vocabulary`.
  public init(_ texts: [[Int]], vocabulary: Int) throws(InvalidValue) {
    try InvalidValue.check("vocabulary", vocabulary, atLeast: 0)
    var documents = [[Int]](repeating: [], count: vocabulary)
    for (index, text) in texts.enumerated() {
      try InvalidValue.check("word", text, below: vocabulary)
      for word in Set(text) { documents[word].append(index) }
    }
    self.documents = documents
    count = Double(texts.count)
  }

  /// The normalized pointwise mutual information of two words, from −1 to 1.
  ///
  /// - Throws: `InvalidValue` for a word that is not in the vocabulary.
  public func npmi(_ a: Int, _ b: Int) throws(InvalidValue) -> Double {
    try InvalidValue.check("word", [a, b], below: documents.count)
    let (inA, inB) = (documents[a], documents[b])
    let both = Double(Set(inA).intersection(inB).count)
    guard both > 0 else { return -1 }
    guard both < count else { return 1 }
    let ratio = both * count / (Double(inA.count) * Double(inB.count))
    return Double.log(ratio) / -Double.log(both / count)
  }

  /// The mean over all pairs of the words of a topic.
  ///
  /// - Throws: `InvalidValue` for fewer than two words, and for a word that is not in the vocabulary.
  public func coherence(_ topic: [Int]) throws(InvalidValue) -> Double {
    try InvalidValue.check("words of a topic", topic.count, atLeast: 2)
    var (sum, pairs) = (0.0, 0)
    for (place, word) in topic.enumerated() {
      for other in topic[(place + 1)...] {
        sum += try npmi(word, other)
        pairs += 1
      }
    }
    return sum / Double(pairs)
  }
}
