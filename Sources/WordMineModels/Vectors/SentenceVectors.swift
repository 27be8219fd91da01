import WordMineNumerics

/// Texts as the mean of the vectors of their words, in which frequent words count less.
///
/// The weight of a word with the share p of all words is a / (a + p).
///
/// Reference: Arora, Liang and Ma 2017, *A Simple but Tough-to-Beat Baseline for Sentence Embeddings*.
public struct SentenceVectors: Sendable {
  private let words: WordVectors
  private let weights: [Float]

  /// - Parameters:
  ///   - counts: How often each word occurs; by default as the vocabulary says.
  ///   - smoothing: a; `nil` for equal weights.
  public init(_ words: WordVectors, counts: [Int]? = nil, smoothing: Double? = 0.001) {
    self.words = words
    let counts = counts ?? words.vocabulary.counts
    precondition(
      counts.count == words.vocabulary.count,
      "\(counts.count) counts of \(words.vocabulary.count) words")
    let total = Double(max(1, counts.reduce(0, +)))
    weights = counts.map { count in
      smoothing.map { Float($0 / ($0 + Double(count) / total)) } ?? 1
    }
  }

  /// One row a text; zero for one without a known word.
  public func vectors(_ texts: EncodedDocuments) -> Matrix<Float> {
    vectors(texts, of: 0..<texts.count)
  }

  /// The rows of some of the texts.
  ///
  /// - Complexity: O(words of the texts · (log + dimensions)).
  public func vectors(_ texts: EncodedDocuments, of range: Range<Int>) -> Matrix<Float> {
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
    return SparseMatrix(
      rows: range.count, columns: words.vocabulary.count, starts: starts, columnIndices: columns,
      values: values
    ).product(words.vectors)
  }
}
