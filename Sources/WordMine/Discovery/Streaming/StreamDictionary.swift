import Glibc
import WordMineBase
import WordMineText

/// Makes the dictionary of a corpus that is not in memory.
///
/// As `DictionaryBuilder` does, but words are written with the usual forms of their atoms, and a word
/// of one atom twice has no gain. Phrases are those of the sample, with their gain and entropies there,
/// counted in the whole corpus.
struct StreamDictionary {
  private let atoms: AtomAlphabet
  private let rule: EntryFilter
  private let workers: Workers
  /// m, the weight of the entropy correction.
  private let correction: Double

  init(
    _ atoms: AtomAlphabet, _ configuration: WordDiscovery.Configuration, correction: Double
  ) {
    self.atoms = atoms
    rule = EntryFilter(atoms, configuration)
    workers = configuration.workers
    self.correction = correction
  }

  /// The dictionary, best word first.
  func words(
    _ uses: [StreamUses.Word], _ phrases: [CountedPhrase], _ counts: [DirectedCounts],
    minimumCount: Int
  ) throws -> [DiscoveredWord] {
    let listed = uses.filter { $0.count >= minimumCount && rule.isListed(Self.ids($0.atoms)) }
    let measures = try parallelMap(2, on: workers) { index in
      index == 0
        ? try StringMeasures(listed.flatMap { Self.parts($0.atoms) }, in: counts[0])
        : try StringMeasures(listed.map(\.atoms), in: counts[1])
    }
    let words = listed.map { word($0, right: measures[0], left: measures[1]) }
    let known = Set(words.map(\.folded))
    return WordRanking.ranked(words)
      + phrases.map(phrase).filter { !known.contains($0.folded) && $0.count > 0 }
  }

  private func phrase(_ phrase: CountedPhrase) -> DiscoveredWord {
    let ids = phrase.ids.map { Int($0) }
    let contexts = min(Double(phrase.count), phrase.contexts.value)
    let uses = WordRanking.Uses(count: phrase.count, logContexts: log(1 + contexts))
    return DiscoveredWord(
      text: ids.map { atoms.usual[$0] }.joined(), folded: ids.map { atoms.folded[$0] }.joined(),
      score: WordRanking.score(uses, rawCount: phrase.rawCount, length: ids.count),
      count: phrase.count, rawCount: phrase.rawCount, contexts: Int(contexts.rounded()),
      cohesion: nil, leftEntropy: phrase.leftEntropy, rightEntropy: phrase.rightEntropy,
      gain: phrase.gain, kind: .phrase)
  }

  private func word(
    _ word: StreamUses.Word, right: StringMeasures, left: StringMeasures
  ) -> DiscoveredWord {
    let ids = Self.ids(word.atoms)
    let (after, before) = (right[word.atoms], left[word.atoms])
    let contexts = min(Double(word.count), word.contexts.value)
    let other = min(Double(word.boundaryCount), word.boundaryContexts.value)
    let uses = WordRanking.Uses(
      count: max(word.count, word.boundaryCount),
      logContexts: (log(1 + contexts) + log(1 + other)) / 2)
    func entropy(_ measure: StringMeasures.Measure) -> Double {
      measure.plain + correction * measure.correction
    }
    return DiscoveredWord(
      text: ids.map { atoms.usual[$0] }.joined(), folded: ids.map { atoms.folded[$0] }.joined(),
      score: WordRanking.score(uses, rawCount: after.count, length: ids.count),
      count: word.count, rawCount: after.count, contexts: Int(contexts.rounded()),
      cohesion: cohesion(word.atoms, after.count, right), leftEntropy: entropy(before),
      rightEntropy: entropy(after), gain: gain(ids, after.count))
  }

  private func cohesion(
    _ word: SIMD4<UInt32>, _ count: Int, _ measures: StringMeasures
  ) -> Double? {
    let length = Self.ids(word).count
    guard length > 1 else { return nil }
    let splits = (1..<length).lazy.map { middle in
      (
        left: measures[Self.part(word, 0..<middle)].count,
        right: measures[Self.part(word, middle..<length)].count
      )
    }
    return Cohesion.minimum(count: count, splits: splits, units: atoms.totalCount)
  }

  private func gain(_ ids: [Int], _ count: Int) -> Double? {
    if ids.count < 2 || ids.count == 2 && ids[0] == ids[1] { return nil }
    return MergeGain.total(
      count: count, parts: ids.map { atoms.counts[$0] },
      areDistinct: Set(ids).count == ids.count, units: atoms.totalCount)
  }

  private static func ids(_ word: SIMD4<UInt32>) -> [Int] {
    (0..<4).map { Int(word[$0]) }.filter { $0 != 0 }
  }

  /// All strings inside a word, and itself.
  private static func parts(_ word: SIMD4<UInt32>) -> [SIMD4<UInt32>] {
    let length = ids(word).count
    return (0..<length).flatMap { start in
      (start + 1...length).map { part(word, start..<$0) }
    }
  }

  private static func part(_ word: SIMD4<UInt32>, _ range: Range<Int>) -> SIMD4<UInt32> {
    var part = SIMD4<UInt32>()
    for (index, place) in range.enumerated() { part[index] = word[place] }
    return part
  }
}
