import WordMineBase
import WordMineLexicon
import WordMineText

/// Compares a segmentation with a gold standard, as the bakeoffs of SIGHAN do.
///
/// A word is right when the gold standard has a word of exactly the same extent in the same line.
/// Words stand between white space, the ideographic one too; byte order marks are left out. Lines
/// are paired in their order, and those without a gold word are passed over. Where the characters
/// of a pair differ, none of its words is right.
public struct SegmentationScore: Sendable {
  public private(set) var words = PrecisionRecall()
  /// The words that the dictionary has, and those that it lacks; `nil` without a dictionary.
  public private(set) var (known, unknown): (PrecisionRecall?, PrecisionRecall?)
  /// The words by more than one standard; `nil` without accepted words.
  public private(set) var lenient: LenientScore?
  /// The boundaries between words inside lines.
  public private(set) var boundaries = PrecisionRecall()
  /// The lines whose characters differ, from 1.
  public private(set) var differingLines: [Int] = []
  public private(set) var goldLines = 0
  public private(set) var systemLines = 0
  private var byLength = Array(repeating: PrecisionRecall(), count: longest)

  /// Words of this length and above are one class.
  public static let longest = 5

  private let dictionary: Lexicon?
  private let accepted: Lexicon?

  /// - Parameters:
  ///   - dictionary: Tells known from unknown words: the recall in and out of the vocabulary.
  ///   - accepted: Words by other standards, which are right in `lenient`.
  public init(dictionary: Lexicon? = nil, accepted: Lexicon? = nil) {
    self.dictionary = dictionary
    self.accepted = accepted
    if dictionary != nil { (known, unknown) = (PrecisionRecall(), PrecisionRecall()) }
    if accepted != nil { lenient = LenientScore() }
  }

  /// Compares two files, by their paths, in any encoding that a corpus may have.
  ///
  /// - Parameter workers: Only the interrupt is used.
  /// - Throws: `InputError` if one cannot be read; `Interrupted`.
  public init(
    gold: String, system: String, dictionary: Lexicon? = nil, accepted: Lexicon? = nil,
    workers: Workers = Workers()
  ) throws {
    try self.init(
      gold: try ByteSource(path: gold), system: try ByteSource(path: system),
      dictionary: dictionary, accepted: accepted, workers: workers)
  }

  /// Compares two files.
  ///
  /// - Throws: `InputError` if one cannot be read; `Interrupted`.
  package init(
    gold: consuming ByteSource, system: consuming ByteSource, dictionary: Lexicon? = nil,
    accepted: Lexicon? = nil, workers: Workers = Workers()
  ) throws {
    self.init(dictionary: dictionary, accepted: accepted)
    var gold = LineReader(try gold.decoded())
    var system = LineReader(try system.decoded())
    var check = InterruptCheck(workers, every: 1 << 10)
    while let line = try gold.next() {
      try check.step()
      add(gold: line, system: try system.next())
    }
    while try system.next() != nil {
      try check.step()
      systemLines += 1
    }
  }

  /// Compares the next line; `nil` where the segmentation has ended before.
  public mutating func add(gold: String, system: String?) {
    goldLines += 1
    if system != nil { systemLines += 1 }
    let gold = SegmentedLine(gold, ignoring: "\u{FEFF}")
    if gold.ends.isEmpty { return }
    let system = SegmentedLine(system ?? "", ignoring: "\u{FEFF}")
    count(gold, \.gold)
    count(system, \.found)
    if let accepted { lenient?.add(gold: gold, system: system, accepted: accepted) }
    if gold.characters == system.characters {
      addRight(gold, system)
    } else {
      differingLines.append(goldLines)
    }
  }

  private mutating func count(_ line: SegmentedLine, _ side: WritableKeyPath<PrecisionRecall, Int>)
  {
    words[keyPath: side] += line.ends.count
    boundaries[keyPath: side] += max(0, line.ends.count - 1)
    for word in line.words {
      byLength[Self.lengthClass(word.count)][keyPath: side] += 1
      countKnown(line.text(of: word), side)
    }
  }

  private mutating func countKnown(
    _ word: @autoclosure () -> String, _ side: WritableKeyPath<PrecisionRecall, Int>
  ) {
    guard let dictionary else { return }
    if dictionary.contains(word()) {
      known![keyPath: side] += 1
    } else {
      unknown![keyPath: side] += 1
    }
  }

  /// Counts what two segmentations of the same characters have in common.
  private mutating func addRight(_ gold: SegmentedLine, _ system: SegmentedLine) {
    let ends = system.ends
    var (index, start) = (0, 0)
    for word in gold.words {
      while ends[index] < word.upperBound {
        start = ends[index]
        index += 1
      }
      guard ends[index] == word.upperBound else { continue }
      if start == word.lowerBound {
        words.right += 1
        byLength[Self.lengthClass(word.count)].right += 1
        countKnown(gold.text(of: word), \.right)
      }
      if word.upperBound != gold.ends.last { boundaries.right += 1 }
    }
  }

  private static func lengthClass(_ length: Int) -> Int { max(1, min(length, longest)) - 1 }

  /// The words of one length in characters; `longest` stands for all from there on.
  public func words(ofLength length: Int) -> PrecisionRecall { byLength[Self.lengthClass(length)] }
}

extension SegmentationScore {
  /// The score of one kind of unit.
  package struct Row: Sendable {
    package var unit: String
    package var (precision, recall, f1): (Double, Double, Double)
    package var (gold, found, right): (Int, Int, Int)

    init(_ unit: String, _ score: PrecisionRecall) {
      self.unit = unit
      (precision, recall, f1) = (score.precision, score.recall, score.f1)
      (gold, found, right) = (score.gold, score.found, score.right)
    }

    init(_ unit: String, _ score: LenientScore) {
      self.unit = unit
      (precision, recall, f1) = (score.precision, score.recall, score.f1)
      (gold, found, right) = (score.gold, score.found, score.right)
    }
  }

  /// Words, boundaries, words by length, and what was asked for beside them.
  package var rows: [Row] {
    var rows = [Row("word", words), Row("boundary", boundaries)]
    for length in 1...Self.longest {
      let name = length == Self.longest ? "\(length)+" : "\(length)"
      rows.append(Row("word of \(name)", words(ofLength: length)))
    }
    if let known { rows.append(Row("word in dictionary", known)) }
    if let unknown { rows.append(Row("word not in dictionary", unknown)) }
    if let lenient { rows.append(Row("lenient word", lenient)) }
    return rows
  }

  /// Writes the scores of words, of boundaries, of words by length, and of what was asked for.
  ///
  /// - Throws: `SystemError` if the system fails.
  public func write(to sink: ByteSink, as format: TableFormat = .tsv) throws {
    try Table<Row>([
      .text("unit", { $0.unit }),
      .init("precision", { .fixed($0.precision, places: 4) }),
      .init("recall", { .fixed($0.recall, places: 4) }),
      .init("f1", { .fixed($0.f1, places: 4) }),
      .integer("gold", { $0.gold }),
      .integer("system", { $0.found }),
      .integer("right", { $0.right }),
    ]).write(rows, to: sink, as: format)
  }
}
