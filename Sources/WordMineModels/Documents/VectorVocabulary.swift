import WordMineBase
import WordMineText

/// The words of a corpus with their counts. Ids are ranks in order of decreasing count.
///
/// Words are compared byte by byte: canonically equivalent forms are different words.
public struct VectorVocabulary: Equatable, Sendable {
  /// The words by id: in order of decreasing count, then by text in code point order.
  public let words: [String]
  /// The count of each word, by id.
  public let counts: [Int]
  private let table: StringTable

  /// Creates a vocabulary from words with their counts.
  ///
  /// - Parameter minimumCount: The least count of a word in the vocabulary.
  /// - Throws: `InvalidValue` for a count below 0.
  public init(counting counts: [String: Int], minimumCount: Int = 1) throws(InvalidValue) {
    try Self.check(counts.keys, counts.values)
    self.init(ranking: counts.map { ($0.key, $0.value) }, minimumCount)
  }

  /// Creates a vocabulary from the features of documents, counting their occurrences.
  ///
  /// - Parameter minimumCount: The least count of a word in the vocabulary.
  public init(counting documents: DocumentBlock, minimumCount: Int = 1) {
    var counts = [Int](repeating: 0, count: documents.names.count)
    for feature in documents.features { counts[Int(feature)] += 1 }
    self.init(
      ranking: counts.indices.map {
        (String(decoding: documents.names[$0], as: UTF8.self), counts[$0])
      }, minimumCount)
  }

  /// Adds up counts of equal words: different invalid bytes may have become the same text.
  private init(ranking counted: [(String, Int)], _ minimumCount: Int) {
    var (table, words, sums) = (StringTable(), [String](), [Int]())
    for (word, count) in counted {
      let id = table.insert(word)
      if id == words.count {
        words.append(word)
        sums.append(count)
      } else {
        sums[id] += count
      }
    }
    let kept = words.indices.filter { sums[$0] >= minimumCount }.sorted {
      sums[$0] != sums[$1]
        ? sums[$0] > sums[$1] : words[$0].utf8.lexicographicallyPrecedes(words[$1].utf8)
    }
    self.init(distinct: kept.map { words[$0] }, counts: kept.map { sums[$0] })
  }

  /// Creates a vocabulary with words in a given order, as read from a file.
  ///
  /// - Throws: `InvalidValue` if a word occurs twice, for a count below 0, or if the numbers of words
  ///   and counts differ.
  public init(words: [String], counts: [Int]) throws(InvalidValue) {
    try InvalidValue.checkEqual(counts.count, "counts", words.count, "words")
    try Self.check(words, counts)
    self.init(distinct: words, counts: counts)
    guard table.count == words.count else {
      let twice = words.indices.first { table.id(of: words[$0]) != $0 }
      throw InvalidValue("the word \(twice.map { words[$0] } ?? "") occurs twice; leave one out")
    }
  }

  private static func check(
    _ words: some Sequence<String>, _ counts: some Sequence<Int>
  ) throws(InvalidValue) {
    for (word, count) in zip(words, counts) where count < 0 {
      throw InvalidValue("the count of \"\(word)\" is \(count); it must be at least 0")
    }
  }

  /// - Precondition: Words are distinct, and there are as many counts.
  init(distinct words: [String], counts: [Int]) {
    var table = StringTable()
    for word in words { _ = table.insert(word) }
    self.words = words
    self.counts = counts
    self.table = table
  }

  /// The number of words.
  public var count: Int { words.count }
  /// The sum of all counts.
  public var total: Double { counts.reduce(0) { $0 + Double($1) } }

  /// The id of a word, its index in ``words`` and ``counts``; `nil` if it is not in the vocabulary.
  public func id(of word: String) -> Int? { table.id(of: word) }

  public static func == (a: VectorVocabulary, b: VectorVocabulary) -> Bool {
    a.counts == b.counts && a.words.elementsEqual(b.words) { $0.utf8.elementsEqual($1.utf8) }
  }
}
