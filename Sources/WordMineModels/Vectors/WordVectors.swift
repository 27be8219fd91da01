import WordMineBase
import WordMineNumerics

/// Word vectors: words used in similar ways have similar directions.
public struct WordVectors: Equatable, Sendable {
  /// The words, by row.
  public let vocabulary: VectorVocabulary
  /// [words, dimensions]
  public let vectors: Matrix<Float>

  /// - Throws: `InvalidValue` if the numbers of vectors and words differ, or if an element is not finite.
  public init(vocabulary: VectorVocabulary, vectors: Matrix<Float>) throws(InvalidValue) {
    try InvalidValue.checkEqual(vectors.rows, "vectors", vocabulary.count, "words")
    try vectors.checkFinite()
    self.init(vocabulary, vectors)
  }

  /// - Precondition: There are as many vectors as words, and all are finite.
  init(_ vocabulary: VectorVocabulary, _ vectors: Matrix<Float>) {
    self.vocabulary = vocabulary
    self.vectors = vectors
  }

  /// A word and its cosine with the query.
  public struct Neighbour: Equatable, Sendable {
    public let word: String
    public let cosine: Float
  }

  /// The words most similar to a word, excluding the word itself; `nil` for an unknown word.
  ///
  /// - Parameter count: The maximum number of words; none if less than 1.
  ///
  /// - Complexity: O(words · dimensions).
  public func similar(to word: String, count: Int = 10) -> [Neighbour]? {
    guard let id = vocabulary.id(of: word) else { return nil }
    let count = min(max(0, count), vocabulary.count)
    let index = NearestNeighbours(finite: vectors)
    return index.nearest(vectors.rows(id..<id + 1), count: count + 1)[0]
      .filter { $0.row != id }.prefix(count)
      .map { Neighbour(word: vocabulary.words[$0.row], cosine: $0.cosine) }
  }
}
