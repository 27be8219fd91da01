import WordMineNumerics

/// Texts with their vectors, to be searched for those that are like another one.
public struct SentenceIndex: Sendable {
  /// The words that texts are told by; their counts are those of the texts.
  public let words: WordVectors
  /// As they are printed, without line breaks.
  public let texts: [String]
  /// The unit vectors of the texts: [texts, dimensions]; zeros for one without a known word.
  public let vectors: Matrix<Float>

  /// - Parameters:
  ///   - words: The vectors of words.
  ///   - numbered: The texts by these words.
  ///   - texts: The texts as they are printed.
  /// - Complexity: O(words of the texts · dimensions).
  public init(_ words: WordVectors, _ numbered: EncodedDocuments, texts: [String]) {
    let counts = numbered.counts
    self.init(
      words: WordVectors(
        vocabulary: words.vocabulary.counting(counts), vectors: words.vectors),
      texts: texts,
      vectors: SentenceVectors(words, counts: counts).vectors(numbered).withUnitRows())
  }

  private init(words: WordVectors, texts: [String], vectors: Matrix<Float>) {
    precondition(
      texts.count == vectors.rows, "\(texts.count) texts, \(vectors.rows) vectors")
    (self.words, self.texts, self.vectors) = (words, texts, vectors)
  }

  /// The texts most like each query, exactly; of equals the first comes first.
  ///
  /// - Parameter queries: By the words of this index.
  /// - Returns: At most `count` a query, and none that has no cosine above 0.
  /// - Complexity: O(queries · texts · dimensions).
  public func query(_ queries: EncodedDocuments, count: Int) -> [[NearestNeighbours.Match]] {
    NearestNeighbours(vectors).query(SentenceVectors(words).vectors(queries), count: count)
      .map { matches in matches.filter { $0.cosine > 0 } }
  }
}

extension SentenceIndex {
  private static let kind = "sentence index"

  /// The index as an archive.
  public var archive: TensorArchive {
    var archive = TensorArchive(kind: Self.kind)
    archive.metadata["vocabulary"] = words.vocabulary.words.joined(separator: "\n")
    archive.metadata["texts"] = texts.joined(separator: "\n")
    archive.metadata["count"] = String(texts.count)
    archive.set("counts", Matrix(row: words.vocabulary.counts.map { Double($0) }))
    archive.set("words", words.vectors)
    archive.set("texts", vectors)
    return archive
  }

  /// - Throws: `TensorArchive.Failure` where something is missing or does not fit.
  public init(_ archive: TensorArchive) throws(TensorArchive.Failure) {
    guard archive.kind == Self.kind else {
      throw .otherKind(found: archive.kind, expected: Self.kind)
    }
    let count = try archive.number("count")
    let texts = count == 0 ? [] : try archive.lines("texts", allowingEmpty: true)
    let words = try archive.lines("vocabulary")
    let counts = try archive.matrix(
      "counts", like: Matrix<Double>(rows: 1, columns: words.count))
    let vectors: Matrix<Float> = try archive.matrix("words")
    let rows: Matrix<Float> = try archive.matrix("texts")
    guard texts.count == count, rows.rows == count else {
      throw .damaged("\(texts.count) texts and \(rows.rows) vectors, not \(count)")
    }
    guard vectors.rows == words.count, vectors.columns == rows.columns else {
      throw .damaged(
        "vectors of \(vectors.rows) words and \(vectors.columns) dimensions, not \(words.count) "
          + "and \(rows.columns)")
    }
    guard let vocabulary = VectorVocabulary(words, counts: counts.elements) else {
      throw .damaged("a word occurs twice, or its count is no count")
    }
    self.init(
      words: WordVectors(vocabulary: vocabulary, vectors: vectors), texts: texts, vectors: rows)
  }
}

extension VectorVocabulary {
  /// Words of a file; `nil` where one occurs twice, or counts are not whole numbers whose sum is exact.
  fileprivate init?(_ words: [String], counts: [Double]) {
    let whole = counts.compactMap { Int(exactly: $0) }.filter { $0 >= 0 }
    guard whole.count == counts.count, counts.reduce(0, +) < 0x1p53,
      Set(words.map { Array($0.utf8) }).count == words.count
    else { return nil }
    self.init(words: words, counts: whole)
  }
}
