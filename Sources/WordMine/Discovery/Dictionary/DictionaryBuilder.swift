import Glibc
import WordMineBase
import WordMineText

/// Builds the dictionary of a segmented corpus: figures, scores and order.
struct DictionaryBuilder {
  let atoms: AtomAlphabet
  /// Only the interrupt is used.
  let workers: Workers

  /// The dictionary: the words, best first, then the phrases that are not also words.
  ///
  /// - Throws: `Interrupted`.
  func entries(words: [WordRecord], phrases: [WordRecord]) throws -> [DiscoveredWord] {
    var check = InterruptCheck(workers, every: 1 << 12)
    let entries = try words.map { word in
      try check.step()
      return entry(word)
    }
    let words = try WordRanking.ranked(entries, workers: workers)
    let known = Set(words.map(\.folded))
    return words
      + phrases.filter { $0.usage.count > 0 }.map(entry).filter { !known.contains($0.folded) }
  }

  private func entry(_ record: WordRecord) -> DiscoveredWord {
    DiscoveredWord(
      text: record.text, folded: record.ids.map { atoms.folded[Int($0)] }.joined(),
      score: record.termhood?.score(count: record.usage.count)
        ?? WordRanking.score(
          uses(record), rawCount: record.rawCount, length: record.ids.count),
      count: record.usage.count, rawCount: record.rawCount,
      contexts: Int(record.usage.contextCount.rounded()),
      cohesion: cohesion(record).map(Bits.from(nats:)),
      leftEntropy: record.leftEntropy.map(Bits.from(nats:)),
      rightEntropy: record.rightEntropy.map(Bits.from(nats:)),
      gain: gain(record).map(Bits.from(nats:)), kind: record.gluing == nil ? .word : .phrase,
      termhood: record.termhood)
  }

  /// The expected uses, or the greater number of uses of the two segmentations; and the mean of their
  /// ln(1 + contexts).
  private func uses(_ record: WordRecord) -> WordRanking.Uses {
    let own = WordRanking.Uses(record.usage)
    guard let other = record.boundaryUsage.map(WordRanking.Uses.init) else {
      return WordRanking.Uses(
        count: record.expectedUses ?? own.count, logContexts: own.logContexts)
    }
    return WordRanking.Uses(
      count: record.expectedUses ?? max(own.count, other.count),
      logContexts: (own.logContexts + other.logContexts) / 2)
  }

  private func cohesion(_ record: WordRecord) -> Double? {
    Cohesion.minimum(count: record.rawCount, splits: record.splits, units: atoms.totalCount)
  }

  private func gain(_ record: WordRecord) -> Double? {
    if let gluing = record.gluing { return gluing.gain }
    guard record.ids.count > 1, let count = record.mergeableCount else { return nil }
    return MergeGain.total(
      count: count, parts: record.ids.map { atoms.counts[Int($0)] },
      areDistinct: Set(record.ids).count == record.ids.count, units: atoms.totalCount)
  }
}
