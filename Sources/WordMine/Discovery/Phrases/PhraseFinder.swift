import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Glues words that stand together firmly into longer words and fixed phrases.
///
/// In up to three rounds, a pair of neighbouring units *a b* is glued where, with n its count and N
/// that of all units,
///
/// - it is frequent, n ≥ 5,
/// - it holds together, ln(n N / (n_a n_b)) ≥ 4 and n ≥ ½ min(n_a, n_b),
/// - it is free on both sides: the entropies of what comes before and follows are at least 0.6 nat.
///
/// Where pairs overlap, the one with the greater gain n · PMI − n wins, which is about the N · F of
/// `MergeGain`. Phrases are listed apart; the segmentation does not change.
struct PhraseFinder<ID: AtomID> {
  /// A phrase, by a place where it stands.
  struct Phrase {
    var span: Range<Int>
    /// Occurrences as a unit.
    var count = 0
    var contexts = DistinctEstimate()
    /// What gluing saved, in nats.
    var gain: Double
    var leftEntropy: Double
    var rightEntropy: Double
  }

  private static var minimumCount: Int { 5 }
  private static var minimumInformation: Double { 4 }
  private static var minimumShare: Double { 0.5 }
  private static var minimumEntropy: Double { 0.6 }
  private static var rounds: Int { 3 }
  private static var longest: Int { 16 }

  private let text: DiscoveryText<ID>
  /// The strings of units, numbered.
  private var strings: WordTable<ID>
  /// The units in order, 1 + the number of their string; 0 between clauses.
  private var units: [UInt32] = []
  private var starts: [UInt32] = []
  private var glued: [UInt32: Phrase] = [:]

  /// - Parameter cuts: 1 where a word begins.
  /// - Complexity: O(words), about 30 bytes a word.
  init(_ text: DiscoveryText<ID>, cuts: SharedArray<UInt8>.View) {
    self.text = text
    strings = WordTable(text)
    var position = text.range.lowerBound
    appendUnit(0, position)
    while position < text.range.upperBound {
      if text.ids[position] == 0 {
        if units.last != 0 { appendUnit(0, position) }
        position += 1
        continue
      }
      var end = position + 1
      while text.ids[end] != 0, cuts[end] == 0 { end += 1 }
      appendUnit(UInt32(strings.insert(position..<end)) + 1, position)
      position = end
    }
    appendUnit(0, position)
  }

  private mutating func appendUnit(_ unit: UInt32, _ position: Int) {
    units.append(unit)
    starts.append(UInt32(position))
  }

  /// The phrases, greatest gain first, equal gains in the order of their first places.
  mutating func phrases() -> [Phrase] {
    for _ in 0..<Self.rounds {
      let pairs = firmPairs()
      if pairs.isEmpty { break }
      glue(pairs)
    }
    for index in units.indices.dropFirst() where glued[units[index]] != nil {
      glued[units[index]]!.count += 1
      glued[units[index]]!.contexts.insert(Mixing.hash(UInt64(units[index - 1])))
    }
    return glued.values.filter { $0.count >= Self.minimumCount && isListed($0.span) }.sorted {
      $0.gain != $1.gain ? $0.gain > $1.gain : $0.span.lowerBound < $1.span.lowerBound
    }
  }

  private func isListed(_ span: Range<Int>) -> Bool {
    span.allSatisfy { text.atoms.kinds[Int(text.ids[$0])] != .classAtom }
      && span.contains { text.atoms.kinds[Int(text.ids[$0])] == .han }
  }

  // MARK: A round

  /// A pair that may be glued.
  private struct Pair {
    var count: Int
    var gain: Double
    var left = Neighbours()
    var right = Neighbours()
  }

  /// What stands on one side of a pair.
  private struct Neighbours {
    private var counts: [UInt32: Int] = [:]
    private var borders = 0

    mutating func add(_ unit: UInt32) {
      if unit == 0 { borders += 1 } else { counts[unit, default: 0] += 1 }
    }

    /// In nats; each border is a neighbour of its own.
    var entropy: Double {
      let total = Double(counts.values.reduce(borders, +))
      let sum = counts.values.sorted().reduce(0) { $0 + Double($1) * log(Double($1)) }
      return total == 0 ? 0 : log(total) - sum / total
    }
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) &<< 32 | UInt64(second)
  }

  /// The pairs that hold together and are free on both sides.
  private func firmPairs() -> [UInt64: Pair] {
    var pairs = frequentPairs()
    for index in units.indices.dropFirst().dropLast() {
      let key = Self.key(units[index], units[index + 1])
      guard units[index] != 0, units[index + 1] != 0, pairs[key] != nil else { continue }
      pairs[key]!.left.add(units[index - 1])
      pairs[key]!.right.add(index + 2 < units.count ? units[index + 2] : 0)
    }
    return pairs.filter {
      min($1.left.entropy, $1.right.entropy) >= Self.minimumEntropy
    }
  }

  private func frequentPairs() -> [UInt64: Pair] {
    var table = KeyTable(expecting: units.count / 2)
    var pairCounts: [UInt32] = []
    var counts = [Int](repeating: 0, count: strings.entries.count + 1)
    for index in units.indices where units[index] != 0 {
      counts[Int(units[index])] += 1
      guard index + 1 < units.count, units[index + 1] != 0 else { continue }
      let pair = Int(table.insert(Self.key(units[index], units[index + 1])))
      if pair == pairCounts.count { pairCounts.append(0) }
      pairCounts[pair] += 1
    }
    let total = Double(counts.reduce(0, +))
    var pairs: [UInt64: Pair] = [:]
    for (key, pairCount) in zip(table.keysInOrder(), pairCounts) {
      guard pairCount >= Self.minimumCount else { continue }
      let (first, second) = (counts[Int(key >> 32)], counts[Int(key & 0xFFFF_FFFF)])
      let count = Double(pairCount)
      let information = log(count * total / (Double(first) * Double(second)))
      guard information >= Self.minimumInformation,
        count >= Self.minimumShare * Double(min(first, second))
      else { continue }
      pairs[key] = Pair(count: Int(pairCount), gain: count * information - count)
    }
    return pairs
  }

  /// Puts the pairs in the place of their parts.
  private mutating func glue(_ pairs: [UInt64: Pair]) {
    var (newUnits, newStarts) = ([UInt32](), [UInt32]())
    newUnits.reserveCapacity(units.count)
    newStarts.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      guard let pair = gluing(index, pairs), wins(index, pair, pairs) else {
        newUnits.append(units[index])
        newStarts.append(starts[index])
        index += 1
        continue
      }
      let span = Int(starts[index])..<Int(starts[index + 1]) + length(units[index + 1])
      let unit = UInt32(strings.insert(span)) + 1
      if glued[unit].map({ $0.gain < pair.gain }) ?? true {
        glued[unit] = Phrase(
          span: strings.span(Int(unit) - 1), gain: pair.gain,
          leftEntropy: pair.left.entropy, rightEntropy: pair.right.entropy)
      }
      newUnits.append(unit)
      newStarts.append(starts[index])
      index += 2
    }
    (units, starts) = (newUnits, newStarts)
  }

  private func length(_ unit: UInt32) -> Int { Int(strings.entries[Int(unit) - 1].length) }

  /// The pair that begins at a unit, if it is to be glued.
  private func gluing(_ index: Int, _ pairs: [UInt64: Pair]) -> Pair? {
    guard index + 1 < units.count, units[index] != 0, units[index + 1] != 0,
      length(units[index]) + length(units[index + 1]) <= Self.longest
    else { return nil }
    return pairs[Self.key(units[index], units[index + 1])]
  }

  /// Whether no overlapping pair to the right has a greater gain and wins itself.
  private func wins(_ index: Int, _ pair: Pair, _ pairs: [UInt64: Pair]) -> Bool {
    guard let next = gluing(index + 1, pairs), next.gain > pair.gain else { return true }
    return !wins(index + 1, next, pairs)
  }
}
