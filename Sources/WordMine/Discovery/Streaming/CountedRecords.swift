import WordMineBase
import WordMineText

/// The records of the words and phrases of a corpus whose strings were counted on disk.
///
/// Words are spelled with the most frequent spelling of each atom. How often a word of two equal
/// atoms could be merged is unknown. Phrases come from the sample, with their gains and entropies
/// there.
struct CountedRecords {
  let atoms: AtomAlphabet
  /// m, the weight of the entropy correction.
  let granularity: Double
  let filter: EntryFilter
  let workers: Workers

  /// The records of the words that are listed.
  ///
  /// - Parameter counts: The counts to the right and to the left.
  func words(_ usage: [ChunkedUsage.Word], _ counts: [DirectedCounts]) throws -> [WordRecord] {
    let listed = usage.filter(isListed)
    let halves = workers.split("measuring words", into: 2)
    let measures = try parallelMap(2, on: workers) { index in
      try StringMeasures(
        Self.strings(listed, counts[index].direction), in: counts[index], workers: halves[index])
    }
    return try words(listed, right: measures[0], left: measures[1])
  }

  /// The records of words that are listed, of what was measured for their `strings`.
  func words(
    _ listed: [ChunkedUsage.Word], right: StringMeasures, left: StringMeasures
  ) throws -> [WordRecord] {
    var check = InterruptCheck(workers, every: 1 << 12)
    return try listed.map { word in
      try check.step()
      return record(word, right: right, left: left)
    }
  }

  func isListed(_ word: ChunkedUsage.Word) -> Bool {
    word.count >= filter.minimumCount && filter.isListed(Self.ids(word.atoms))
  }

  /// What has to be measured in a direction: the words, and to the right all of their parts.
  static func strings(
    _ words: [ChunkedUsage.Word], _ direction: BranchingEntropy.Direction
  ) -> [SIMD4<UInt32>] {
    direction == .right ? words.flatMap { parts($0.atoms) } : words.map(\.atoms)
  }

  func phrases(_ phrases: [CountedPhrase]) -> [WordRecord] {
    phrases.filter { filter.allowsPhrase($0.ids, count: $0.count) }.map { phrase in
      var record = WordRecord(
        ids: phrase.ids, text: text(phrase.ids),
        usage: .init(count: phrase.count, contexts: phrase.contexts))
      record.rawCount = phrase.rawCount
      record.leftEntropy = phrase.leftEntropy
      record.rightEntropy = phrase.rightEntropy
      record.gluing = .init(
        gain: phrase.gain, contextsAfter: phrase.contextsAfter, share: phrase.share)
      return record
    }
  }

  private func record(
    _ word: ChunkedUsage.Word, right: StringMeasures, left: StringMeasures
  ) -> WordRecord {
    let ids = Self.ids(word.atoms)
    let (after, before) = (right[word.atoms], left[word.atoms])
    var record = WordRecord(
      ids: ids, text: text(ids), usage: .init(count: word.count, contexts: word.contexts))
    record.boundaryUsage = .init(count: word.boundaryCount, contexts: word.boundaryContexts)
    record.rawCount = after.count
    record.splits = ids.indices.dropFirst().map { middle in
      (
        left: right[Self.part(word.atoms, 0..<middle)].count,
        right: right[Self.part(word.atoms, middle..<ids.count)].count
      )
    }
    record.leftEntropy = before.plain + granularity * before.correction
    record.rightEntropy = after.plain + granularity * after.correction
    record.mergeableCount = ids.count == 2 && ids[0] == ids[1] ? nil : after.count
    return record
  }

  func text(_ ids: [UInt32]) -> String { ids.map { atoms.usual[Int($0)] }.joined() }

  static func ids(_ word: SIMD4<UInt32>) -> [UInt32] {
    (0..<word.wordLength).map { word[$0] }
  }

  /// All substrings of a word, itself included.
  private static func parts(_ word: SIMD4<UInt32>) -> [SIMD4<UInt32>] {
    let length = word.wordLength
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
