import WordMineBase
import WordMineNumerics

/// Vectors of texts: the weighted mean of their word vectors (smooth inverse frequency).
///
/// A word with share p of all words has the weight a / (a + p), so that frequent words count less.
///
/// Reference: Arora, Liang and Ma 2017, *A Simple but Tough-to-Beat Baseline for Sentence Embeddings*.
public struct SentenceVectors: Sendable {
  private let words: WordVectors
  private let weights: [Float]

  /// - Parameters:
  ///   - words: The word vectors.
  ///   - counts: The count of each word; by default the counts of the vocabulary.
  ///   - smoothing: The parameter a, above 0; `nil` for equal weights.
  /// - Throws: `InvalidValue` if the numbers of counts and words differ, or for a count below 0 or an
  ///   invalid smoothing.
  public init(
    _ words: WordVectors, counts: [Int]? = nil, smoothing: Double? = 0.001
  ) throws(InvalidValue) {
    try InvalidValue.checkPositive("smoothing", smoothing ?? 1)
    self.words = words
    let counts = counts ?? words.vocabulary.counts
    try InvalidValue.checkEqual(counts.count, "counts", words.vocabulary.count, "words")
    for count in counts { try InvalidValue.check("count of a word", count, atLeast: 0) }
    let total = max(1, counts.reduce(0) { $0 + Double($1) })
    weights = counts.map { count in
      smoothing.map { Float($0 / ($0 + Double(count) / total)) } ?? 1
    }
  }

  /// One row per text: [texts, dimensions]; zero for a text without a known word.
  ///
  /// - Throws: `InvalidValue` if the texts are encoded with another vocabulary, or if a sum of vectors
  ///   overflows.
  /// - Complexity: O(words of the texts · (log + dimensions)).
  public func vectors(_ texts: EncodedDocuments) throws(InvalidValue) -> Matrix<Float> {
    try vectors(texts, of: 0..<texts.count)
  }

  /// The rows of some of the texts.
  ///
  /// - Throws: `InvalidValue` if the texts are encoded with another vocabulary, if the range is out of
  ///   bounds, or if a sum of vectors overflows.
  /// - Complexity: O(words of the texts · (log + dimensions)).
  public func vectors(
    _ texts: EncodedDocuments, of range: Range<Int>
  ) throws(InvalidValue) -> Matrix<Float> {
    try InvalidValue.checkEqual(
      texts.vocabulary.count, "words of the texts", words.vocabulary.count, "vectors")
    guard range.lowerBound >= 0, range.upperBound <= texts.count else {
      throw InvalidValue("texts \(range) are asked for; there are \(texts.count), from 0")
    }
    var (starts, columns, values) = ([0], [Int32](), [Float]())
    for document in range {
      let (first, tokens) = (columns.count, texts[document])
      for token in tokens.sorted() {
        let value = weights[Int(token)] / Float(tokens.count)
        if columns.count > first, columns[columns.count - 1] == token {
          values[values.count - 1] += value
        } else {
          columns.append(token)
          values.append(value)
        }
      }
      starts.append(columns.count)
    }
    let vectors = SparseMatrix(range.count, words.vocabulary.count, starts, columns, values)
      .product(words.vectors)
    guard vectors.isFinite else {
      throw InvalidValue(
        "the vector of a text is not finite: the vectors of its words are too large")
    }
    return vectors
  }
}
