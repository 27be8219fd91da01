import WordMine
import WordMineText

/// What a corpus is about, on one page: figures, words with their lines and neighbours, templates, sentences.
///
///     let report = try ReportBuilder().run(on: Corpus(contentsOf: "reviews.txt"))
///     try report.write(to: sink, as: .page)
public struct Report: Sendable {
  /// What a report is written as.
  public enum Format: String, CaseIterable, Sendable {
    /// A page for a browser, which needs nothing else.
    case page
    /// What the page shows, as JSON: see docs/report.md.
    case data
  }

  /// How a report was made.
  public struct Origin: Sendable {
    /// The version of the program.
    public var version = ""
    /// The options that were given.
    public var options: [String] = []
    public var inputs: [Input] = []

    public init() {}
  }

  /// A file that was read.
  public struct Input: Sendable {
    public var name: String
    public var bytes: Int?
    /// The CRC-32 of the file as it is stored, in hexadecimal digits.
    public var checksum: String?

    public init(name: String, bytes: Int? = nil, checksum: String? = nil) {
      (self.name, self.bytes, self.checksum) = (name, bytes, checksum)
    }
  }

  /// What the page is called.
  public var title: String
  public var origin = Origin()
  /// What was read.
  package let reading: CorpusReader.Summary
  /// The characters of what the words were compared with; `nil` if with nothing.
  package let referenceTotal: Int?
  let corpus: CorpusFigures
  var words: ReportedWords
  /// Of the best words, in their order.
  var details: [WordDetails]
  let templates: [Template]
  let sentences: [SentenceTree]
  let categories: [Category]
  /// The periods, and the words whose frequency changed in the last one.
  let trend: (names: [String], words: [TrendingWord])
  /// What could not be part of the report, and why.
  public internal(set) var omissions: [String] = []

  static let mostTrends = 300
}

/// The figures of a corpus as a whole.
struct CorpusFigures: Sendable {
  var characters = 0
  var lines = 0
  var words = 0
  var types = 0
  var invalidBytes = 0
  /// How many inputs have each encoding.
  var encodings: [String: Int] = [:]
  /// Bits per character, when characters and when words are coded one by one.
  var bits = (characters: 0.0, words: 0.0)
  /// After so many words there were so many types.
  var growth: [(words: Int, types: Int)] = []
}

/// A category of the texts, and the words that are typical of it.
struct Category: Sendable {
  var name: String
  /// The words of its texts.
  var size: Int
  /// The number of a word among those that are reported, log₂ of how many times as frequent it is as in the
  /// other categories, and G².
  var words: [(word: Int, logRatio: Double, logLikelihood: Double)]
}
