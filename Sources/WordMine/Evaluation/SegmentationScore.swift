import WordMineText

/// Compares a segmentation with a gold standard, as the bakeoffs of SIGHAN do.
///
/// A word is right when the gold standard has a word of exactly the same extent in the same line.
/// Words stand between white space, the ideographic one too; byte order marks are left out. Lines
/// are paired in their order, and those without a gold word are passed over. Where the characters
/// of a pair differ, none of its words is right.
package struct SegmentationScore: Equatable, Sendable {
  package private(set) var words = PrecisionRecall()
  /// The boundaries between words inside lines.
  package private(set) var boundaries = PrecisionRecall()
  /// The lines whose characters differ, from 1.
  package private(set) var differingLines: [Int] = []
  package private(set) var goldLines = 0
  package private(set) var systemLines = 0
  private var byLength = Array(repeating: PrecisionRecall(), count: longest)

  /// Words of this length and above are one class.
  package static let longest = 5

  package init() {}

  /// Compares two files, UTF-8.
  ///
  /// - Throws: `InputError` if one cannot be read.
  package init(gold: consuming ByteSource, system: consuming ByteSource) throws(InputError) {
    var gold = LineReader(gold)
    var system = LineReader(system)
    while let line = try gold.next() { add(gold: line, system: try system.next()) }
    while try system.next() != nil { systemLines += 1 }
  }

  /// Compares the next line; `nil` where the segmentation has ended before.
  package mutating func add(gold: String, system: String?) {
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

  private static func lengthClass(_ length: Int) -> Int { min(length, longest) - 1 }

  /// The words of one length in characters; `longest` stands for all from there on.
  package func words(ofLength length: Int) -> PrecisionRecall { byLength[Self.lengthClass(length)] }
}
