import WordMineBase
import WordMineLexicon
import WordMineText

/// Compares a ranked list of words with the words of a segmented gold standard.
public struct VocabularyScore: Equatable, Sendable {
  /// What is compared.
  public struct Configuration: Equatable, Sendable {
    /// A word of the gold standard occurs in it at least so often.
    public var minimumFrequency = 5
    /// Shorter words, in characters, are passed over on both sides.
    public var minimumLength = 2
    /// How many words of the list are read.
    public var cut = 20_000
    /// The numbers of words after which precision is wanted.
    public var depths = [1000, 5000, 10_000]
    /// Words that are not wholly of Han characters are passed over on both sides.
    public var hanOnly = false

    public init() {}
  }

  /// How good the beginning of the list is.
  public struct Precision: Equatable, Sendable {
    /// The number of words.
    public var depth: Int
    /// The part of them that the gold standard has often enough.
    public var strict: Double
    /// The part of them that the gold standard has at all.
    public var lax: Double
    /// The part of them that the gold standard or another one has often enough; `nil` if there is no other.
    public var either: Double?
  }

  /// The different words of the gold standard, those of the list, and their common ones.
  public internal(set) var words = PrecisionRecall()
  /// How many words of the list some gold standard has often enough; `nil` if there is only one.
  public private(set) var acceptedWords: Int?
  /// How many words of the list the gold standard has, however seldom.
  public private(set) var knownWords = 0
  /// The precision at each depth that the list reaches.
  public private(set) var precisions: [Precision] = []
  /// The sum of the precisions at each right word.
  private var precisionSum = 0.0
  private let configuration: Configuration

  init(_ configuration: Configuration, hasOthers: Bool) {
    self.configuration = configuration
    if hasOthers { acceptedWords = 0 }
  }

  /// Compares the ranked list of a file, best first, with a gold standard, by their paths.
  ///
  /// - Parameters:
  ///   - others: Segmented texts by other standards: what one of them has often enough is right in
  ///     `Precision.either`.
  ///   - format: That of the list; `nil` to detect it from its beginning.
  ///   - workers: Only the interrupt is used.
  /// - Throws: `InputError` if one cannot be read; `Interrupted`.
  public init(
    gold: String, others: [String] = [], dictionary: String, as format: DictionaryFormat? = nil,
    _ configuration: Configuration = Configuration(), workers: Workers = Workers()
  ) throws {
    try self.init(
      gold: try ByteSource(path: gold), others: others,
      dictionary: try ByteSource(path: dictionary),
      as: format, configuration, workers: workers)
  }

  /// Compares a ranked list, best first, with a gold standard whose words stand between white space.
  ///
  /// The list is a dictionary of any format; a word that comes again is passed over.
  ///
  /// - Throws: `InputError` if one cannot be read; `Interrupted`.
  package init(
    gold: consuming ByteSource, others: [String] = [], dictionary: consuming ByteSource,
    as format: DictionaryFormat? = nil,
    _ configuration: Configuration = Configuration(), workers: Workers = Workers()
  ) throws {
    var scorer = try VocabularyScorer(
      gold: gold, others: others, configuration, workers: workers)
    var words = try RecordReader(dictionary: dictionary, format: format)
    var check = InterruptCheck(workers, every: 1 << 10)
    while !scorer.isFull, let entry = try words.next() {
      try check.step()
      scorer.add(entry.word.unicodeScalars)
    }
    self = scorer.score
  }

  /// Counts the next word of the list.
  mutating func count(isRight: Bool, isKnown: Bool, isAccepted: Bool) {
    words.found += 1
    if isAccepted { acceptedWords? += 1 }
    if isKnown { knownWords += 1 }
    guard isRight else { return }
    words.right += 1
    precisionSum += words.precision
  }

  /// Notes how good the list is down to here.
  mutating func addPrecision() {
    precisions.append(
      Precision(
        depth: words.found, strict: words.precision,
        lax: Double(knownWords) / Double(words.found),
        either: acceptedWords.map { Double($0) / Double(words.found) }))
  }

  /// The part of the gold words that the list has before the cut.
  public var recall: Double { words.recall }

  /// The mean over the gold words of the precision where each is found; 0 where it is not.
  ///
  /// Where the gold standard has more words than the list may, the mean is over as many as it may.
  public var averagePrecision: Double {
    precisionSum / Double(max(1, min(words.gold, configuration.cut)))
  }

  /// The precision at a depth; `nil` if the list is shorter, or it was not asked for.
  public func precision(at depth: Int) -> Precision? { precisions.first { $0.depth == depth } }
}

extension VocabularyScore {
  /// A measure and its value, missing where there is none.
  package struct Row: Sendable {
    package var measure: String
    package var value: Cell
  }

  /// Precision is listed at the depths that were asked for.
  package var rows: [Row] {
    func share(_ value: Double?) -> Cell { value.map { .fixed($0, places: 4) } ?? .missing }
    return [
      Row(measure: "gold", value: .integer(words.gold)),
      Row(measure: "listed", value: .integer(words.found)),
      Row(measure: "recall", value: share(recall)),
      Row(measure: "average precision", value: share(averagePrecision)),
    ]
      + configuration.depths.flatMap { depth in
        let found = precision(at: depth)
        let rows = [
          Row(measure: "precision at \(depth)", value: share(found?.strict)),
          Row(measure: "lax precision at \(depth)", value: share(found?.lax)),
        ]
        if acceptedWords == nil { return rows }
        return rows + [Row(measure: "either precision at \(depth)", value: share(found?.either))]
      }
  }

  /// Writes the measures.
  ///
  /// - Throws: `SystemError` if the system fails.
  public func write(to sink: ByteSink, as format: TableFormat = .tsv) throws {
    try Table<Row>([.text("measure", { $0.measure }), .init("value", { $0.value })])
      .write(rows, to: sink, as: format)
  }
}
