import WordMineBase
import WordMineText

/// Compares a segmentation with a gold standard, as the bakeoffs of SIGHAN do.
///
/// A word is right when the gold standard has a word of exactly the same extent in the same line.
/// Words stand between white space, the ideographic one too; byte order marks are left out. Lines
/// are paired in their order, and those without a gold word are passed over. Where the characters
/// of a pair differ, none of its words is right.
public struct SegmentationScore: Equatable, Sendable {
  public private(set) var words = PrecisionRecall()
  /// The boundaries between words inside lines.
  public private(set) var boundaries = PrecisionRecall()
  /// The lines whose characters differ, from 1.
  public private(set) var differingLines: [Int] = []
  public private(set) var goldLines = 0
  public private(set) var systemLines = 0
  private var byLength = Array(repeating: PrecisionRecall(), count: longest)

  /// Words of this length and above are one class.
  public static let longest = 5

  public init() {}

  /// Compares two files in UTF-8, by their paths.
  ///
  /// - Parameter workers: Only the interrupt is used.
  /// - Throws: `InputError` if one cannot be read; `Interrupted`.
  public init(gold: String, system: String, workers: Workers = Workers()) throws {
    try self.init(
      gold: try ByteSource(path: gold), system: try ByteSource(path: system), workers: workers)
  }

  /// Compares two files in UTF-8.
  ///
  /// - Throws: `InputError` if one cannot be read; `Interrupted`.
  package init(
    gold: consuming ByteSource, system: consuming ByteSource, workers: Workers = Workers()
  ) throws {
    var gold = LineReader(gold)
    var system = LineReader(system)
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
    if gold.characters == system.characters {
      addRight(gold.ends, system.ends)
    } else {
      differingLines.append(goldLines)
    }
  }

  private mutating func count(_ line: SegmentedLine, _ side: WritableKeyPath<PrecisionRecall, Int>)
  {
    words[keyPath: side] += line.ends.count
    boundaries[keyPath: side] += max(0, line.ends.count - 1)
    for word in line.words { byLength[Self.lengthClass(word.count)][keyPath: side] += 1 }
  }

  /// Counts what two segmentations of the same characters have in common.
  private mutating func addRight(_ gold: [Int], _ system: [Int]) {
    var (index, goldStart, systemStart) = (0, 0, 0)
    for end in gold {
      while system[index] < end {
        systemStart = system[index]
        index += 1
      }
      if system[index] == end {
        if systemStart == goldStart { addRight(ofLength: end - goldStart) }
        if end != gold.last { boundaries.right += 1 }
      }
      goldStart = end
    }
  }

  private mutating func addRight(ofLength length: Int) {
    words.right += 1
    byLength[Self.lengthClass(length)].right += 1
  }

  private static func lengthClass(_ length: Int) -> Int { max(1, min(length, longest)) - 1 }

  /// The words of one length in characters; `longest` stands for all from there on.
  public func words(ofLength length: Int) -> PrecisionRecall { byLength[Self.lengthClass(length)] }
}

extension SegmentationScore {
  /// The score of one kind of unit.
  package struct Row: Sendable {
    package var unit: String
    package var score: PrecisionRecall
  }

  /// Words, boundaries, and words by length.
  package var rows: [Row] {
    [Row(unit: "word", score: words), Row(unit: "boundary", score: boundaries)]
      + (1...Self.longest).map { length in
        let name = length == Self.longest ? "\(length)+" : "\(length)"
        return Row(unit: "word of \(name)", score: words(ofLength: length))
      }
  }

  /// Writes the scores of words, of boundaries, and of words by length.
  ///
  /// - Throws: `SystemError` if the system fails.
  public func write(to sink: ByteSink, as format: TableFormat = .tsv) throws {
    try Table<Row>([
      .text("unit", { $0.unit }),
      .init("precision", { .fixed($0.score.precision, places: 4) }),
      .init("recall", { .fixed($0.score.recall, places: 4) }),
      .init("f1", { .fixed($0.score.f1, places: 4) }),
      .integer("gold", { $0.score.gold }),
      .integer("system", { $0.score.found }),
      .integer("right", { $0.score.right }),
    ]).write(rows, to: sink, as: format)
  }
}
