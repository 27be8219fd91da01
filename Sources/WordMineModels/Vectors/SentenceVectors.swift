import WordMineNumerics

/// Texts as the mean of the vectors of their words, in which frequent words count less.
///
/// The weight of a word with the share p of all words is a / (a + p).
///
/// Reference: Arora, Liang and Ma 2017, *A Simple but Tough-to-Beat Baseline for Sentence Embeddings*.
public struct SentenceVectors: Sendable {
  /// a; `nil` for equal weights.
  public var smoothing: Double? = 0.001
  private let words: WordVectors

  public init(_ words: WordVectors, smoothing: Double? = 0.001) {
    self.words = words
    self.smoothing = smoothing
  }

  /// One row a text; zero for one without a known word.
  public func vectors(_ texts: NumberedTexts) -> Matrix<Float> {
    let weights = weights
    let matrix = SparseMatrix<Float>(
      rows: texts.count, columns: words.vocabulary.count,
      entries: (0..<texts.count).flatMap { document in
        texts[document].map { token in
          let weight = weights[Int(token)] / Float(texts[document].count)
          return .init(row: document, column: Int(token), value: weight)
        }
      })
    return matrix.product(words.vectors)
  }

  private var weights: [Float] {
    let counts = words.vocabulary.counts
    guard let smoothing else { return Array(repeating: 1, count: counts.count) }
    let total = Double(max(1, words.vocabulary.total))
    return counts.map { Float(smoothing / (smoothing + Double($0) / total)) }
  }
}
