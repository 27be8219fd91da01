import WordMineLexicon

/// How well a segmentation agrees with a gold standard where both may draw the line between a word and a
/// phrase.
///
/// Between two boundaries that both have, and no other that both have, lie
///
/// - one word of each: right;
/// - several words of the gold standard, one of the segmentation: right if that is an accepted word;
/// - one word of the gold standard, several of the segmentation: right if all are accepted words, and at
///   most one of them is a single character;
/// - several of each, which cross: wrong.
public struct LenientScore: Equatable, Sendable {
  /// The words of the gold standard, and how many of them are in a right stretch.
  public private(set) var (gold, recalled) = (0, 0)
  /// The words of the segmentation, and how many of them are in a right stretch.
  public private(set) var (found, right) = (0, 0)

  /// right / found; 0 if nothing was found.
  public var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }

  /// recalled / gold; 0 if there is no gold.
  public var recall: Double { gold == 0 ? 0 : Double(recalled) / Double(gold) }

  /// The harmonic mean of precision and recall.
  public var f1: Double { PrecisionRecall.harmonicMean(precision, recall) }

  /// Counts a line; where the characters differ, nothing is right.
  mutating func add(gold: SegmentedLine, system: SegmentedLine, accepted: Lexicon) {
    self.gold += gold.ends.count
    found += system.ends.count
    guard gold.characters == system.characters else { return }
    var (goldWords, systemWords) = ([Range<Int>](), [Range<Int>]())
    var rest = Array(system.words)[...]
    for word in gold.words {
      goldWords.append(word)
      while let next = rest.first, next.upperBound <= word.upperBound {
        systemWords.append(next)
        rest.removeFirst()
      }
      guard systemWords.last?.upperBound == word.upperBound else { continue }
      if isRight(goldWords, systemWords, system, accepted) {
        recalled += goldWords.count
        right += systemWords.count
      }
      (goldWords, systemWords) = ([], [])
    }
  }

  private func isRight(
    _ gold: [Range<Int>], _ system: [Range<Int>], _ line: SegmentedLine, _ accepted: Lexicon
  ) -> Bool {
    if gold.count == 1, system.count == 1 { return true }
    guard gold.count == 1 || system.count == 1 else { return false }
    return system.count { $0.count == 1 } <= 1
      && system.allSatisfy { accepted.contains(line.text(of: $0)) }
  }
}
