import WordMineLexicon

/// Which of the words that were found are listed, and how.
package struct WordListing: Sendable {
  /// Numbers greatest first (gain by what the uses as a word have of it), words by code point.
  package var sort: DictionaryColumn
  /// The most entries.
  package var limit: Int
  /// Whether words are listed as they were counted, with width, case and script folded.
  package var isNormalized: Bool

  package init(
    sort: DictionaryColumn = .score, limit: Int = .max, isNormalized: Bool = false
  ) {
    (self.sort, self.limit, self.isNormalized) = (sort, limit, isNormalized)
  }

  /// The entries of the words that no known dictionary has, sorted.
  package func entries(_ words: [DiscoveredWord], known: Lexicon? = nil) -> [LexiconEntry] {
    let new = words.filter { !(known?.contains($0.folded) ?? false) }
    return sort.sorted(new).prefix(limit).map { LexiconEntry($0, normalized: isNormalized) }
  }
}

extension DictionaryColumn {
  /// Greatest first, words without a value last; words by code point. Equals keep their order.
  fileprivate func sorted(_ words: [DiscoveredWord]) -> [DiscoveredWord] {
    switch self {
    case .score, .kind: return words
    case .word: return words.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    default:
      let keyed = words.enumerated().map { (value: value($1), index: $0) }
      let order = keyed.sorted { $0.value != $1.value ? $0.value > $1.value : $0.index < $1.index }
      return order.map { words[$0.index] }
    }
  }

  /// What the uses as a word have of the gain: a string that is mostly a part of longer words saves little.
  private func gainOfUses(_ word: DiscoveredWord) -> Double? {
    word.gain.map { $0 * min(1, Double(word.count) / Double(max(1, word.rawCount))) }
  }

  private func value(_ word: DiscoveredWord) -> Double {
    switch self {
    case .word, .score, .kind: word.score
    case .count: Double(word.count)
    case .rawCount: Double(word.rawCount)
    case .contexts: Double(word.contexts)
    case .cohesion: word.cohesion ?? -.infinity
    case .leftEntropy: word.leftEntropy ?? -.infinity
    case .rightEntropy: word.rightEntropy ?? -.infinity
    case .gain: gainOfUses(word) ?? -.infinity
    case .termhood: word.termhood?.value ?? -.infinity
    }
  }
}
