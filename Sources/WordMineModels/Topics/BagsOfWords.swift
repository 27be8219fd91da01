import WordMineBase
import WordMineNumerics

/// How often each word occurs in each document.
public struct BagsOfWords: Sendable {
  /// Criteria for the words to keep: those that distinguish documents.
  public struct Selection: Sendable {
    /// The minimum number of documents that contain a word.
    public var minimumDocuments = 10
    /// The maximum share of documents that contain a word.
    public var largestShare = 0.1
    /// The minimum number of characters in a word.
    public var minimumLength = 2
    /// The maximum number of words; those in the most documents are kept.
    public var mostWords = 5000

    public init() {}

    /// - Throws: `InvalidValue` for invalid values.
    public func validate() throws(InvalidValue) {
      guard largestShare > 0, largestShare <= 1 else {
        throw InvalidValue("largestShare is \(largestShare); it can be above 0, to 1")
      }
      try InvalidValue.check("mostWords", mostWords, atLeast: 0)
    }
  }

  /// The words in decreasing order of the number of documents, then by text in code point order.
  public let words: [String]
  /// The count of each word in each document: [documents, words].
  public let counts: SparseMatrix<Float>

  /// Counts the words that a selection keeps.
  ///
  /// - Parameters:
  ///   - documents: The words of each document, as indices of `names`.
  ///   - names: The texts of the words; an empty one is never kept.
  /// - Throws: `InvalidValue` for a word without a name, a name of two kept words, or an invalid
  ///   selection.
  /// - Complexity: O(words of all documents · log of those of one).
  public init(
    _ documents: [[UInt32]], names: [String], _ selection: Selection = Selection()
  ) throws(InvalidValue) {
    try selection.validate()
    try Self.check(documents, names)
    var frequencies = [Int](repeating: 0, count: names.count)
    for document in documents { for word in Set(document) { frequencies[Int(word)] += 1 } }
    let most = Double(documents.count) * selection.largestShare
    let kept = names.indices.filter { word in
      frequencies[word] >= max(1, selection.minimumDocuments)
        && Double(frequencies[word]) <= most
        && names[word].unicodeScalars.count >= max(1, selection.minimumLength)
    }.sorted {
      frequencies[$0] != frequencies[$1]
        ? frequencies[$0] > frequencies[$1]
        : names[$0].unicodeScalars.lexicographicallyPrecedes(names[$1].unicodeScalars)
    }.prefix(selection.mostWords)
    try Self.checkDistinct(kept.map { names[$0] })
    self.init(documents, names: names, kept: Array(kept))
  }

  /// Counts the words of a given vocabulary; other words are omitted.
  ///
  /// - Throws: `InvalidValue` for a word without a name, or a word that is in the vocabulary twice.
  public init(
    _ documents: [[UInt32]], names: [String], words: [String]
  ) throws(InvalidValue) {
    try Self.check(documents, names)
    try Self.checkDistinct(words)
    // Compared byte by byte: canonically equivalent forms are different words.
    let places = Dictionary(
      names.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { a, _ in a })
    // A word in no document gets an index that no document uses.
    self.init(
      documents, names: names + words,
      kept: words.indices.map {
        places[Array(words[$0].utf8)] ?? names.count + $0
      })
  }

  private static func check(
    _ documents: [[UInt32]], _ names: [String]
  ) throws(InvalidValue) {
    for document in documents {
      try InvalidValue.check("word", document.lazy.map { Int($0) }, below: names.count)
    }
  }

  private static func checkDistinct(_ words: [String]) throws(InvalidValue) {
    _ = try VectorVocabulary(words: words, counts: words.map { _ in 1 })
  }

  private init(_ documents: [[UInt32]], names: [String], kept: [Int]) {
    words = kept.map { names[$0] }
    let columns = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, Int32($0)) })
    var (starts, indices, values) = ([0], [Int32](), [Float]())
    for document in documents {
      let first = indices.count
      for column in document.compactMap({ columns[Int($0)] }).sorted() {
        if indices.count > first, indices.last == column {
          values[values.count - 1] += 1
        } else {
          indices.append(column)
          values.append(1)
        }
      }
      starts.append(indices.count)
    }
    counts = SparseMatrix(documents.count, words.count, starts, indices, values)
  }

  /// The distinct words of each document, as indices of ``words``.
  public var texts: [[Int]] {
    (0..<counts.rows).map { row in
      counts.columnIndices[counts.starts[row]..<counts.starts[row + 1]].map { Int($0) }
    }
  }

  /// The rows of some of the documents.
  func rows(_ documents: ArraySlice<Int>) -> SparseMatrix<Float> {
    var (starts, indices, values) = ([0], [Int32](), [Float]())
    for row in documents {
      let range = counts.starts[row]..<counts.starts[row + 1]
      indices += counts.columnIndices[range]
      values += counts.values[range]
      starts.append(indices.count)
    }
    return SparseMatrix(documents.count, counts.columns, starts, indices, values)
  }
}
