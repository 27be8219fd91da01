import WordMineNumerics

/// Words as points: those that are used alike lie in like directions.
public struct WordVectors: Equatable, Sendable {
  public let vocabulary: VectorVocabulary
  /// [words, dimensions]
  public let vectors: Matrix<Float>

  public init(vocabulary: VectorVocabulary, vectors: Matrix<Float>) {
    precondition(
      vocabulary.count == vectors.rows, "\(vocabulary.count) words, \(vectors.rows) vectors")
    self.vocabulary = vocabulary
    self.vectors = vectors
  }

  /// A word and the cosine of the angle to what was asked for.
  public struct Neighbour: Equatable, Sendable {
    public let word: String
    public let cosine: Float
  }

  /// The words that are used most like a word, without the word itself; `nil` for an unknown word.
  ///
  /// - Complexity: O(words · dimensions).
  public func similar(to word: String, count: Int = 10) -> [Neighbour]? {
    guard let number = vocabulary[word] else { return nil }
    let index = NearestNeighbours(vectors)
    return index.query(vectors.rows(number..<number + 1), count: count + 1)[0]
      .filter { $0.row != number }.prefix(count)
      .map { Neighbour(word: vocabulary.words[$0.row], cosine: $0.cosine) }
  }
}
