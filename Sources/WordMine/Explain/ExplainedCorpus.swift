import Glibc
import WordMineBase

/// A corpus as ranks of atoms, to read the figures of strings from.
struct ExplainedCorpus {
  /// 0 at borders.
  let ranks: [UInt32]
  let vocabulary: AtomVocabulary
  let atoms: Int
  /// How many neighbours, longer words and breaks are named.
  let named: Int
  let beginsWord: ((Int) -> Bool)?
  /// Only the interrupt is used.
  let workers: Workers

  /// - Throws: `Interrupted`.
  func explanation(
    _ word: (text: String, atoms: [[UInt8]]), _ string: [UInt32], _ occurrences: StringOccurrences
  ) throws -> WordExplanation {
    try workers.checkInterrupt()
    var explanation = WordExplanation(
      text: word.text, atoms: word.atoms.map { String(decoding: $0, as: UTF8.self) })
    let places = occurrences.places(string)
    explanation.count = places.count
    if places.isEmpty { return explanation }
    explanation.splits = splits(string, occurrences)
    explanation.left = try neighbours(places, offset: -1)
    explanation.right = try neighbours(places, offset: string.count)
    explanation.gain = gain(string, count: places.count)
    explanation.uses = try beginsWord.map { try uses(places, string.count, $0) }
    return explanation
  }

  private func text(_ ranks: some Sequence<UInt32>) -> String {
    String(decoding: ranks.flatMap { vocabulary.texts[Int($0) - 1] }, as: UTF8.self)
  }

  private func count(_ rank: UInt32) -> Int {
    vocabulary.chunkCounts.reduce(0) { $0 + $1[Int(rank)] }
  }

  private func splits(
    _ string: [UInt32], _ occurrences: StringOccurrences
  ) -> [WordExplanation.Split] {
    let count = Double(occurrences.count(string))
    return string.indices.dropFirst().map { middle in
      let parts = [Array(string[..<middle]), Array(string[middle...])].map {
        WordExplanation.Counted(text: text($0), count: occurrences.count($0))
      }
      let expected = Double(parts[0].count) * Double(parts[1].count)
      return WordExplanation.Split(
        left: parts[0], right: parts[1],
        cohesion: Bits.from(nats: log(count * Double(atoms) / expected)))
    }
  }

  private func neighbours(
    _ places: [StringOccurrences.Place], offset: Int
  ) throws -> WordExplanation.Neighbours {
    var counts: [UInt32: Int] = [:]
    var check = InterruptCheck(workers)
    for place in places {
      try check.step()
      let position = place.position + offset
      counts[ranks.indices.contains(position) ? ranks[position] : 0, default: 0] += 1
    }
    let edges = counts.removeValue(forKey: 0) ?? 0
    let texts = counts.map { (text(CollectionOfOne($0.key)), $0.value) }
    return WordExplanation.Neighbours(
      Dictionary(uniqueKeysWithValues: texts), edges: edges, limit: named)
  }

  private func gain(_ string: [UInt32], count: Int) -> Double? {
    guard string.count > 1 else { return nil }
    let areDistinct = Set(string).count == string.count
    let isPair = string.count == 2
    return MergeGain.total(
      count: areDistinct || !isPair ? count : disjointPairs(string[0]),
      parts: string.map(self.count), areDistinct: areDistinct, units: atoms
    ).map(Bits.from)
  }

  /// How often an atom can be paired with itself, no occurrence twice.
  private func disjointPairs(_ rank: UInt32) -> Int {
    var (pairs, length) = (0, 0)
    for other in ranks {
      length = other == rank ? length + 1 : 0
      if length == 2 { (pairs, length) = (pairs + 1, 0) }
    }
    return pairs
  }

  private func uses(
    _ places: [StringOccurrences.Place], _ length: Int, _ beginsWord: (Int) -> Bool
  ) throws -> WordExplanation.Uses {
    var uses = WordExplanation.Uses()
    var (longer, breaks) = ([String: Int](), [String: Int]())
    var check = InterruptCheck(workers, every: 1 << 12)
    for place in places {
      try check.step()
      let cuts = (1..<max(1, length)).filter { beginsWord(place.atom + $0) }
      let endsWord =
        !isAtom(place.position + length) || beginsWord(place.atom + length)
      if !cuts.isEmpty {
        uses.broken += 1
        breaks[broken(place.position, length, cuts), default: 0] += 1
      } else if endsWord, beginsWord(place.atom) {
        uses.word += 1
      } else {
        uses.swallowed += 1
        longer[wordAround(place, length, beginsWord), default: 0] += 1
      }
    }
    uses.longer = WordExplanation.mostFrequent(longer, limit: named)
    uses.breaks = WordExplanation.mostFrequent(breaks, limit: named)
    return uses
  }

  private func isAtom(_ position: Int) -> Bool {
    ranks.indices.contains(position) && ranks[position] != 0
  }

  /// The string with `|` at the cuts.
  private func broken(_ position: Int, _ length: Int, _ cuts: [Int]) -> String {
    let bounds = [0] + cuts + [length]
    return zip(bounds, bounds.dropFirst()).map { text(ranks[position + $0..<position + $1]) }
      .joined(separator: "|")
  }

  private func wordAround(
    _ place: StringOccurrences.Place, _ length: Int, _ beginsWord: (Int) -> Bool
  ) -> String {
    var (start, end) = (0, length)
    while isAtom(place.position + start - 1), !beginsWord(place.atom + start) { start -= 1 }
    while isAtom(place.position + end), !beginsWord(place.atom + end) { end += 1 }
    return text(ranks[place.position + start..<place.position + end])
  }
}
