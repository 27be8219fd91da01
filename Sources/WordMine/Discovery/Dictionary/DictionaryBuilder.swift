import Glibc
import WordMineBase
import WordMineText

/// Makes the dictionary of a segmented corpus: the words, their figures, their rank.
struct DictionaryBuilder {
  let text: AtomSequence
  /// 1 where a word begins.
  let cuts: SharedArray<UInt8>.View
  let configuration: WordDiscovery.Configuration
  /// By the number of the word.
  let entropies: [NeighbourEntropies.Values]
  /// What another segmentation, by the boundary model alone, does with words; `nil`: there is none.
  let boundaryUses: WordUsage?

  /// The dictionary: the words, best first, then the phrases.
  func words(
    _ uses: WordUsage, _ phrases: [PhraseFinder.Phrase], minimumCount: Int
  ) throws -> [DiscoveredWord] {
    let rule = EntryFilter(text.atoms, configuration)
    let listed = uses.table.entries.indices.filter {
      uses.table.entries[$0].count >= minimumCount
        && rule.isListed(uses.table.span($0).map { Int(text.ids[$0]) })
    }
    let spans = listed.map(uses.table.span)
    let raw = try SubstringCounts(
      text, words: spans + phrases.map(\.span), workers: configuration.workers)
    let written = SurfaceForms(text, cuts: cuts, uses: uses)
    let pairs = spans.contains(where: isRepeatedPair) ? text.disjointPairs() : []
    var words: [DiscoveredWord] = []
    words.reserveCapacity(listed.count)
    for (number, span) in zip(listed, spans) {
      let rawCount = raw.count(span)
      let count = uses.table.entries[number].count
      let contexts = min(Double(count), uses.contexts[number].value)
      words.append(
        DiscoveredWord(
          text: written.form(number, span), folded: text.folded(span),
          score: WordRanking.score(
            ranking(number, span, uses), rawCount: rawCount, length: span.count),
          count: count, rawCount: rawCount, contexts: Int(contexts.rounded()),
          cohesion: cohesion(span, rawCount, raw), leftEntropy: entropy(number, \.left),
          rightEntropy: entropy(number, \.right),
          gain: gain(span, rawCount, pairs)))
    }
    let known = Set(words.map(\.folded))
    return WordRanking.ranked(words)
      + phrases.map { phrase($0, raw) }.filter { !known.contains($0.folded) }
  }

  private func phrase(_ phrase: PhraseFinder.Phrase, _ raw: SubstringCounts) -> DiscoveredWord {
    let rawCount = raw.count(phrase.span)
    let contexts = min(Double(phrase.count), phrase.contexts.value)
    let uses = WordRanking.Uses(count: phrase.count, logContexts: log(1 + contexts))
    return DiscoveredWord(
      text: phrase.span.map { text.atoms.usual[Int(text.ids[$0])] }.joined(),
      folded: text.folded(phrase.span),
      score: WordRanking.score(uses, rawCount: rawCount, length: phrase.span.count),
      count: phrase.count, rawCount: rawCount, contexts: Int(contexts.rounded()),
      cohesion: cohesion(phrase.span, rawCount, raw), leftEntropy: phrase.leftEntropy,
      rightEntropy: phrase.rightEntropy, gain: phrase.gain, kind: .phrase)
  }

  private func entropy(
    _ number: Int, _ direction: KeyPath<NeighbourEntropies.Values, Float>
  ) -> Double? {
    let value = entropies[number][keyPath: direction]
    return value.isNaN ? nil : Double(value)
  }

  /// The most uses in a segmentation, and the mean of ln(1 + contexts) in all.
  private func ranking(
    _ number: Int, _ span: Range<Int>, _ uses: WordUsage
  ) -> WordRanking.Uses {
    let own = uses.ranking(number)
    guard let boundaryUses else { return own }
    let other = boundaryUses.table.number(of: span).map(boundaryUses.ranking)
    return WordRanking.Uses(
      count: max(own.count, other?.count ?? 0),
      logContexts: (own.logContexts + (other?.logContexts ?? 0)) / 2)
  }

  private func cohesion(_ span: Range<Int>, _ count: Int, _ raw: SubstringCounts) -> Double? {
    guard span.count > 1 else { return nil }
    let splits = (span.lowerBound + 1..<span.upperBound).lazy.map { middle in
      (left: raw.count(span.lowerBound..<middle), right: raw.count(middle..<span.upperBound))
    }
    return Cohesion.minimum(count: count, splits: splits, units: text.atoms.totalCount)
  }

  private func isRepeatedPair(_ span: Range<Int>) -> Bool {
    span.count == 2 && text.ids[span.lowerBound] == text.ids[span.lowerBound + 1]
  }

  private func gain(_ span: Range<Int>, _ count: Int, _ pairs: [Int]) -> Double? {
    guard span.count > 1 else { return nil }
    let parts = span.map { Int(text.ids[$0]) }
    let count = isRepeatedPair(span) ? pairs[parts[0]] : count
    return MergeGain.total(
      count: count, parts: parts.map { text.atoms.counts[$0] },
      areDistinct: Set(parts).count == parts.count, units: text.atoms.totalCount)
  }
}

extension AtomSequence {
  /// The folded text of a string.
  func folded(_ span: Range<Int>) -> String { span.map { atoms.folded[Int(ids[$0])] }.joined() }

  /// How often each atom can be paired with itself, no occurrence twice.
  func disjointPairs() -> [Int] {
    var pairs = [Int](repeating: 0, count: atoms.count)
    var start = range.lowerBound
    for position in range where ids[position + 1] != ids[position] {
      pairs[Int(ids[position])] += (position + 1 - start) / 2
      start = position + 1
    }
    return pairs
  }
}
