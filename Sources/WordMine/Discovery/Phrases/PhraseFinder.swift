import WordMineBase
import WordMineText

/// Joins words into longer words and fixed phrases.
///
/// In up to three rounds, a pair of adjacent units *a b* is joined where, with n its count and N
/// the count of all units,
///
/// - it is frequent, n ≥ 5,
/// - it is cohesive, ln(n N / (n_a n_b)) ≥ 4 and n ≥ ½ min(n_a, n_b),
/// - it is free on both sides: the entropies of its left and right neighbours are at least 0.6 nat.
///
/// The gain of a pair, n · PMI − n, approximates N · F of `MergeGain`; of overlapping pairs, the
/// one with the greater gain wins. Phrases are listed separately; the segmentation does not change.
struct PhraseFinder {
  /// A phrase, by a place where it occurs.
  struct Phrase {
    var span: Range<Int>
    /// Occurrences as a unit.
    var count = 0
    var contexts = LinearCounter()
    var contextsAfter = LinearCounter()
    /// The saving from joining, in nats.
    var gain: Double
    var leftEntropy: Double
    var rightEntropy: Double
    /// The share that the pair which forms it has of the occurrences of its rarer unit.
    var share: Double
  }

  /// What is asked of a pair.
  struct Criteria {
    var leastCount: UInt32 = 5
    /// The least share that a pair has of the occurrences of its rarer unit, above a fifth.
    var leastShare = 0.5
  }

  private static var rounds: Int { 3 }
  private static var longest: Int { 16 }

  private let text: AtomSequence
  private let criteria: Criteria
  /// The strings of units, numbered.
  private var strings: WordTable
  /// The units in order, each as 1 + the number of its string; 0 between clauses.
  private var units: [UInt32] = []
  private var starts: [UInt32] = []
  private var glued: [UInt32: Phrase] = [:]

  /// - Parameter words: The words of the segmented text.
  /// - Complexity: O(words), about 30 bytes per word.
  init(_ text: AtomSequence, _ words: WordUsage, _ criteria: Criteria = Criteria()) {
    (self.text, self.criteria) = (text, criteria)
    strings = words.table
    var position = text.range.lowerBound
    appendUnit(0, position)
    for word in words.sequence {
      while text.ids[position] == 0 {
        if units.last != 0 { appendUnit(0, position) }
        position += 1
      }
      appendUnit(word + 1, position)
      position += length(word + 1)
    }
    appendUnit(0, position)
  }

  private mutating func appendUnit(_ unit: UInt32, _ position: Int) {
    units.append(unit)
    starts.append(UInt32(position))
  }

  /// The phrases, greatest gain first, then by first occurrence.
  ///
  /// - Throws: `OutOfMemory`.
  mutating func phrases() throws(OutOfMemory) -> [Phrase] {
    for _ in 0..<Self.rounds {
      let firm = try PhraseCandidates(
        units, limit: strings.entries.count + 1, criteria)
      if firm.isEmpty { break }
      glue(firm)
    }
    var isGlued = [Bool](repeating: false, count: strings.entries.count + 1)
    for unit in glued.keys { isGlued[Int(unit)] = true }
    for index in units.indices.dropFirst() where isGlued[Int(units[index])] {
      glued[units[index]]!.count += 1
      glued[units[index]]!.contexts.insert(Hash.mix(UInt64(units[index - 1])))
      glued[units[index]]!.contextsAfter.insert(Hash.mix(UInt64(units[index + 1])))
    }
    return glued.values.filter { $0.count >= Int(criteria.leastCount) && isListed($0.span) }.sorted
    {
      $0.gain != $1.gain ? $0.gain > $1.gain : $0.span.lowerBound < $1.span.lowerBound
    }
  }

  private func isListed(_ span: Range<Int>) -> Bool {
    span.allSatisfy { text.atoms.kinds[Int(text.ids[$0])] != .classAtom }
      && span.contains { text.atoms.kinds[Int(text.ids[$0])] == .han }
  }

  // MARK: A round

  /// Replaces pairs with joined units.
  private mutating func glue(_ firm: PhraseCandidates) {
    var (newUnits, newStarts) = ([UInt32](), [UInt32]())
    newUnits.reserveCapacity(units.count)
    newStarts.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      guard let place = gluing(index, firm), wins(index, place, firm) else {
        newUnits.append(units[index])
        newStarts.append(starts[index])
        index += 1
        continue
      }
      let span = Int(starts[index])..<Int(starts[index + 1]) + length(units[index + 1])
      let unit = UInt32(strings.insert(span)) + 1
      add(unit, firm.pairs[place])
      newUnits.append(unit)
      newStarts.append(starts[index])
      index += 2
    }
    (units, starts) = (newUnits, newStarts)
  }

  /// Records a phrase, with the pair of greatest gain that forms it.
  private mutating func add(_ unit: UInt32, _ pair: PhraseCandidates.Pair) {
    if let known = glued[unit], known.gain >= pair.gain { return }
    glued[unit] = Phrase(
      span: strings.span(Int(unit) - 1), gain: pair.gain, leftEntropy: pair.left.entropy,
      rightEntropy: pair.right.entropy, share: pair.share)
  }

  private func length(_ unit: UInt32) -> Int { Int(strings.entries[Int(unit) - 1].length) }

  /// The pair that begins at a unit, if it is to be joined.
  @inline(__always) private func gluing(_ index: Int, _ firm: PhraseCandidates) -> Int? {
    guard index + 1 < units.count, let place = firm.place(at: index),
      length(units[index]) + length(units[index + 1]) <= Self.longest
    else { return nil }
    return place
  }

  /// Whether no winning pair that overlaps on the right has a greater gain.
  private func wins(_ index: Int, _ place: Int, _ firm: PhraseCandidates) -> Bool {
    guard let next = gluing(index + 1, firm), firm.pairs[next].gain > firm.pairs[place].gain
    else { return true }
    return !wins(index + 1, next, firm)
  }
}
