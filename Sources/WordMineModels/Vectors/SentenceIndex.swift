import WordMineBase
import WordMineNumerics

/// Texts with their vectors, which can be searched for the texts most similar to a query.
public struct SentenceIndex: Sendable {
  /// The word vectors; their counts are those of the texts.
  public let words: WordVectors
  /// The texts as displayed, without line breaks.
  public let texts: [String]
  /// The unit vectors of the texts: [texts, dimensions]; zero for a text without a known word.
  public let vectors: Matrix<Float>

  /// - Parameters:
  ///   - words: The word vectors.
  ///   - documents: The texts, encoded with the vocabulary of `words`.
  ///   - texts: The texts as displayed.
  /// - Throws: `InvalidValue` if the documents are encoded with another vocabulary, if the numbers of
  ///   documents and texts differ, or if a word or text contains a line break.
  /// - Complexity: O(words of the texts · dimensions).
  public init(
    _ words: WordVectors, _ documents: EncodedDocuments, texts: [String]
  ) throws(InvalidValue) {
    try InvalidValue.checkEqual(texts.count, "texts", documents.count, "documents")
    try TensorArchive.check("word", lines: words.vocabulary.words)
    try TensorArchive.check("text", lines: texts, allowingEmpty: true)
    let counts = documents.counts
    let vectors = try SentenceVectors(words, counts: counts).vectors(documents)
    let vocabulary = VectorVocabulary(distinct: words.vocabulary.words, counts: counts)
    self.init(
      words: WordVectors(vocabulary, words.vectors), texts: texts,
      vectors: vectors.withUnitRows())
  }

  private init(words: WordVectors, texts: [String], vectors: Matrix<Float>) {
    (self.words, self.texts, self.vectors) = (words, texts, vectors)
  }

  /// The texts most similar to each query by exact search, the first of equals first. Reports the
  /// stage `searching`.
  ///
  /// - Parameter queries: Texts encoded with the vocabulary of this index.
  /// - Returns: At most `count` texts per query, all with a cosine above 0.
  /// - Throws: `InvalidValue` for queries encoded with another vocabulary, or a negative count;
  ///   `Interrupted`.
  /// - Complexity: O(queries · texts · dimensions).
  public func query(
    _ queries: EncodedDocuments, count: Int, workers: Workers = Workers()
  ) throws -> [[NearestNeighbours.Match]] {
    let rows = try SentenceVectors(words).vectors(queries)
    return try NearestNeighbours(vectors).query(rows, count: count, workers: workers)
      .map { matches in matches.filter { $0.cosine > 0 } }
  }
}

extension SentenceIndex {
  private static let kind = "sentence index"

  /// The index as an archive that can be saved to a file.
  public var archive: TensorArchive {
    var archive = TensorArchive(kind: Self.kind)
    archive.set("vocabulary", lines: words.vocabulary.words)
    archive.set("texts", lines: texts)
    archive.metadata["count"] = String(texts.count)
    archive.set("counts", Matrix(row: words.vocabulary.counts.map { Double($0) }))
    archive.set("words", words.vectors)
    archive.set("texts", vectors)
    return archive
  }

  /// - Throws: `TensorArchive.Failure` if something is missing or inconsistent.
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
      words: WordVectors(vocabulary, vectors), texts: texts, vectors: rows)
  }
}

extension VectorVocabulary {
  /// The words of a file; `nil` if they are not distinct, or counts not integers with an exact sum.
  fileprivate init?(_ words: [String], counts: [Double]) {
    let whole = counts.compactMap { Int(exactly: $0) }.filter { $0 >= 0 }
    guard whole.count == counts.count, counts.reduce(0, +) < 0x1p53,
      Set(words.map { Array($0.utf8) }).count == words.count
    else { return nil }
    self.init(distinct: words, counts: whole)
  }
}
