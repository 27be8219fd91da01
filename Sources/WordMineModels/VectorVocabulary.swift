/// The words of a corpus with their counts, numbered from the most frequent one.
public struct VectorVocabulary: Equatable, Sendable {
  /// By falling counts, then by text in the order of the code points.
  public let words: [String]
  public let counts: [Int]
  private let numbers: [String: Int]

  /// - Parameter minimumCount: Words seen fewer times have no number.
  public init(counting counts: [String: Int], minimumCount: Int = 1) {
    let kept = counts.filter { $0.value >= minimumCount }.sorted {
      $0.value != $1.value
        ? $0.value > $1.value
        : $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
    }
    self.init(words: kept.map(\.key), counts: kept.map(\.value))
  }

  /// Words in an order that is given, as in a file.
  ///
  /// - Precondition: No word occurs twice.
  public init(words: [String], counts: [Int]) {
    precondition(words.count == counts.count, "\(words.count) words, \(counts.count) counts")
    self.words = words
    self.counts = counts
    numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
  }

  public var count: Int { words.count }
  public var total: Int { counts.reduce(0, +) }

  /// The number of a word; `nil` for one that is not here.
  public subscript(_ word: String) -> Int? { numbers[word] }
}

/// Documents as the numbers of their words.
public struct NumberedTexts: Equatable, Sendable {
  public let vocabulary: VectorVocabulary
  /// The words of all documents, one after the other; those without a number are left out.
  public let tokens: [Int32]
  /// Where each document begins in `tokens`, and the end.
  public let starts: [Int]

  /// - Parameters:
  ///   - documents: The words of each document.
  ///   - minimumCount: Words seen fewer times are left out.
  public init(_ documents: [[String]], minimumCount: Int = 5) {
    var counts: [String: Int] = [:]
    for document in documents {
      for word in document { counts[word, default: 0] += 1 }
    }
    self.init(
      documents, vocabulary: VectorVocabulary(counting: counts, minimumCount: minimumCount))
  }

  /// Documents by the words of a vocabulary that is known.
  public init(_ documents: [[String]], vocabulary: VectorVocabulary) {
    self.vocabulary = vocabulary
    var tokens: [Int32] = []
    var starts = [0]
    for document in documents {
      tokens += document.compactMap { vocabulary[$0].map { Int32($0) } }
      starts.append(tokens.count)
    }
    self.tokens = tokens
    self.starts = starts
  }

  public var count: Int { starts.count - 1 }

  public subscript(document: Int) -> ArraySlice<Int32> {
    tokens[starts[document]..<starts[document + 1]]
  }
}
