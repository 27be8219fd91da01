import WordMineBase
import WordMineText

/// The words of a corpus with their counts. Their ids are ranks by falling count.
///
/// Words are compared byte by byte: forms that Unicode calls equivalent are different words.
public struct VectorVocabulary: Equatable, Sendable {
  /// The words by id: by falling counts, then by text in the order of the code points.
  public let words: [String]
  /// The count of each word, by id.
  public let counts: [Int]
  private let table: StringTable

  /// Words with their counts.
  ///
  /// - Parameter minimumCount: Words seen fewer times are left out.
  public init(counting counts: [String: Int], minimumCount: Int = 1) {
    self.init(ranking: counts.map { ($0.key, $0.value) }, minimumCount)
  }

  /// The features of documents, with the counts of their occurrences.
  ///
  /// - Parameter minimumCount: Words seen fewer times are left out.
  public init(counting documents: DocumentBlock, minimumCount: Int = 1) {
    var counts = [Int](repeating: 0, count: documents.names.count)
    for feature in documents.features { counts[Int(feature)] += 1 }
    self.init(
      ranking: counts.indices.map {
        (String(decoding: documents.names[$0], as: UTF8.self), counts[$0])
      }, minimumCount)
  }

  /// Counts of the same word add up: different invalid bytes may have become the same text.
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

  /// Words in a given order, as in a file.
  ///
  /// - Throws: `InvalidValue` if a word occurs twice, or if there are not as many counts as words.
  public init(words: [String], counts: [Int]) throws(InvalidValue) {
    try InvalidValue.checkEqual(counts.count, "counts", words.count, "words")
    self.init(distinct: words, counts: counts)
    guard table.count == words.count else {
      let twice = words.indices.first { table.id(of: words[$0]) != $0 }
      throw InvalidValue("the word \(twice.map { words[$0] } ?? "") occurs twice; leave one out")
    }
  }

  /// - Precondition: No word occurs twice, and there are as many counts.
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
  public var total: Int { counts.reduce(0, +) }

  /// The id of a word, its index in ``words`` and ``counts``; `nil` if it is not in the vocabulary.
  public func id(of word: String) -> Int? { table.id(of: word) }

  public static func == (a: VectorVocabulary, b: VectorVocabulary) -> Bool {
    a.counts == b.counts && a.words.elementsEqual(b.words) { $0.utf8.elementsEqual($1.utf8) }
  }
}
