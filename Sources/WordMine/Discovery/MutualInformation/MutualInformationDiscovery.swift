import WordMineBase
import WordMineText

/// Finds words by mutual information, step by step as in the essays.
///
/// 1. `NGramNames` counts all n-grams; `StrengthTest` decides which are strong.
/// 2. `CandidateScanner` cuts the text between strong n-grams; the pieces are the candidates.
/// 3. `CandidateFilter` decides which may be words.
/// 4. `RedundancyFilter` removes those that say no more than their parts.
/// 5. The text is segmented again with the remaining words, by the highest unigram probability.
///
/// Words are judged on the text itself, so the count of a word is how often the last step uses it.
/// `ReferenceWordFinder` explains the differences from the reference implementations.
///
/// References: Su Jianlin, kexue.fm 5476, 4256 and 6920.
struct MutualInformationDiscovery: Sendable {
  /// 1 where a word begins, one byte per position.
  let cuts: SharedArray<UInt8>

  /// - Throws: `Interrupted`.
  /// - Complexity: O(atoms · (order + longest word)) time.
  init(
    _ text: AtomSequence, _ configuration: WordDiscovery.Configuration, _ workers: Workers
  ) throws {
    let method = configuration.mutualInformation
    let names = try NGramNames(
      text, order: method.order, minimumCount: method.minimumCount, workers: workers)
    let test = StrengthTest(names, method)
    let strong = try StrongNGrams(names, workers: workers) { test.isStrong($0) }
    cuts = try SharedArray(zeros: text.ids.count)
    try CandidateScanner(strong: strong).cut(into: cuts.view, workers: workers)
    let filter = CandidateFilter(
      strong: strong, minimumCount: method.minimumCount,
      maximumLength: configuration.maximumLength)
    var words = try Self.words(
      text, WordUsage(text, cuts: cuts.view, workers: workers), filter, method.redundancyMargin,
      workers)
    try words.segment(into: cuts.view)
  }

  /// The words, with the counts of rejected candidates passed on to their parts.
  private static func words(
    _ text: AtomSequence, _ uses: WordUsage, _ filter: CandidateFilter, _ margin: Double,
    _ workers: Workers
  ) throws -> UnigramWords {
    var candidates = UnigramWords(text, longest: filter.maximumLength, workers: workers)
    var check = InterruptCheck(workers)
    for number in uses.table.entries.indices {
      try check.step()
      candidates.add(uses.table.entries[number].count, to: uses.table.span(number))
    }
    var words = candidates
    try RedundancyFilter(margin: margin).reduce(
      &words, words: order(text, uses, workers), workers: workers
    ) {
      filter.isWord($0, count: candidates.count(of: $0))
    }
    return words
  }

  /// The candidates of more than one atom, longest first, then rarest first, then by their atoms.
  private static func order(
    _ text: AtomSequence, _ uses: WordUsage, _ workers: Workers
  ) throws -> [Range<Int>] {
    let table = uses.table
    var numbers = table.entries.indices.filter { table.entries[$0].length > 1 }
    try numbers.sort(on: workers) {
      let (one, other) = (table.entries[$0], table.entries[$1])
      if one.length != other.length { return one.length > other.length }
      if one.count != other.count { return one.count < other.count }
      return text.precedes(table.span($0), table.span($1))
    }
    return numbers.map(table.span)
  }
}

extension AtomSequence {
  /// Whether a string precedes another of the same length, comparing atom ids.
  func precedes(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    for (a, b) in zip(one, other) where ids[a] != ids[b] { return ids[a] < ids[b] }
    return false
  }
}
