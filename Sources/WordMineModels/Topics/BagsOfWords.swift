import WordMineNumerics

/// How often each word occurs in each document.
public struct BagsOfWords: Sendable {
  /// Which words tell documents apart.
  public struct Selection: Sendable {
    /// The fewest documents that a word must be in.
    public var minimumDocuments = 10
    /// The largest share of documents that a word may be in.
    public var largestShare = 0.1
    /// The fewest characters of a word.
    public var minimumLength = 2
    /// The most words, those of the most documents.
    public var mostWords = 5000

    public init() {}
  }

  /// By falling number of documents, then by their text in the order of code points.
  public let words: [String]
  /// [documents, words]
  public let counts: SparseMatrix<Float>

  /// - Parameters:
  ///   - documents: The words of each document, as numbers in `names`.
  ///   - names: What the words are; one without a name is never chosen.
  public init(
    _ documents: [[UInt32]], names: [String], _ selection: Selection = Selection()
  ) {
    var frequencies = [Int](repeating: 0, count: names.count)
    for document in documents { for word in Set(document) { frequencies[Int(word)] += 1 } }
    let most = Double(documents.count) * selection.largestShare
    let kept = names.indices.filter { word in
      frequencies[word] >= max(1, selection.minimumDocuments)
        && Double(frequencies[word]) <= most
        && names[word].unicodeScalars.count >= selection.minimumLength
    }.sorted {
      frequencies[$0] != frequencies[$1]
        ? frequencies[$0] > frequencies[$1]
        : names[$0].unicodeScalars.lexicographicallyPrecedes(names[$1].unicodeScalars)
    }.prefix(selection.mostWords)
    self.init(documents, names: names, numbers: Array(kept))
  }

  /// The words of a vocabulary that is known; all others are left out.
  public init(_ documents: [[UInt32]], names: [String], words: [String]) {
    // Byte by byte: forms that Unicode calls equivalent are different words.
    let places = Dictionary(
      names.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { a, _ in a })
    // A word that no document has gets a number that no document uses.
    self.init(
      documents, names: names + words,
      numbers: words.indices.map {
        places[Array(words[$0].utf8)] ?? names.count + $0
      })
  }

  private init(_ documents: [[UInt32]], names: [String], numbers: [Int]) {
    words = numbers.map { names[$0] }
    let columns = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, Int32($0)) })
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
    counts = SparseMatrix(
      rows: documents.count, columns: words.count, starts: starts, columnIndices: indices,
      values: values)
  }

  /// The words of each document, as columns.
  public var texts: [[Int]] {
    (0..<counts.rows).map { row in
      counts.columnIndices[counts.starts[row]..<counts.starts[row + 1]].map { Int($0) }
    }
  }

  /// Documents by their numbers.
  func rows(_ numbers: ArraySlice<Int>) -> SparseMatrix<Float> {
    var (starts, indices, values) = ([0], [Int32](), [Float]())
    for row in numbers {
      let range = counts.starts[row]..<counts.starts[row + 1]
      indices += counts.columnIndices[range]
      values += counts.values[range]
      starts.append(indices.count)
    }
    return SparseMatrix(
      rows: numbers.count, columns: counts.columns, starts: starts, columnIndices: indices,
      values: values)
  }
}
