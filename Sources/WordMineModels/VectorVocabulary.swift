import WordMineBase
import WordMineText

/// The words of a corpus with their counts, numbered from the most frequent one.
///
/// Words are compared byte by byte: forms that Unicode calls equivalent are different words.
public struct VectorVocabulary: Equatable, Sendable {
  /// By falling counts, then by text in the order of the code points.
  public let words: [String]
  public let counts: [Int]
  private let numbers: StringTable

  /// - Parameter minimumCount: Words seen fewer times have no number.
  public init(counting counts: [String: Int], minimumCount: Int = 1) {
    self.init(ranking: counts.map { ($0.key, $0.value) }, minimumCount)
  }

  /// The features of documents, as often as they occur.
  ///
  /// - Parameter minimumCount: Words seen fewer times have no number.
  public init(counting documents: DocumentBlock, minimumCount: Int = 1) {
    var counts = [Int](repeating: 0, count: documents.names.count)
    for feature in documents.features { counts[Int(feature)] += 1 }
    self.init(
      ranking: counts.indices.map {
        (String(decoding: documents.names[$0], as: UTF8.self), counts[$0])
      }, minimumCount)
  }

  /// Counts of one word add up: invalid bytes may have become the same text.
  private init(ranking counted: [(String, Int)], _ minimumCount: Int) {
    var (table, words, sums) = (StringTable(), [String](), [Int]())
    for (word, count) in counted {
      let number = table.insert(word)
      if number == words.count {
        words.append(word)
        sums.append(count)
      } else {
        sums[number] += count
      }
    }
    let kept = words.indices.filter { sums[$0] >= minimumCount }.sorted {
      sums[$0] != sums[$1]
        ? sums[$0] > sums[$1] : words[$0].utf8.lexicographicallyPrecedes(words[$1].utf8)
    }
    self.init(words: kept.map { words[$0] }, counts: kept.map { sums[$0] })
  }

  /// Words in an order that is given, as in a file.
  ///
  /// - Precondition: No word occurs twice.
  public init(words: [String], counts: [Int]) {
    precondition(words.count == counts.count, "\(words.count) words, \(counts.count) counts")
    var numbers = StringTable()
    for word in words { _ = numbers.insert(word) }
    precondition(numbers.count == words.count, "a word occurs twice")
    self.words = words
    self.counts = counts
    self.numbers = numbers
  }

  public var count: Int { words.count }
  public var total: Int { counts.reduce(0, +) }

  /// The number of a word; `nil` for one that is not here.
  public subscript(_ word: String) -> Int? { numbers.id(of: word) }

  /// The same words with other counts.
  public func counting(_ counts: [Int]) -> VectorVocabulary {
    VectorVocabulary(words: words, counts: counts)
  }

  public static func == (a: VectorVocabulary, b: VectorVocabulary) -> Bool {
    a.counts == b.counts && a.words.elementsEqual(b.words) { $0.utf8.elementsEqual($1.utf8) }
  }
}
