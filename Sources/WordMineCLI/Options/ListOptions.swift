import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// Which of the words that were found are listed, and how.
struct ListOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions<DictionaryFormat>
  @OptionGroup var limit: LimitOption
  @OptionGroup var dictionaries: DictionaryOptions

  @Option(
    help: """
      A dictionary of any format: leave out its words. Many words also teach how to cut the text, as those \
      of --dictionary do. Repeat for more.
      """,
    completion: .file())
  var known: [String] = []

  @Option(
    help: """
      Sort by this column: numbers greatest first (gain by what the uses as a word have of it: count of \
      raw_count), words by code point.
      """)
  var sort = DictionaryColumn.score

  @Flag(help: "Print words as they were counted, with width, case and script folded.")
  var normalized = false

  /// The entries of the words that no known dictionary has, sorted.
  func entries(_ words: [DiscoveredWord], known: Lexicon?) -> [LexiconEntry] {
    let new = words.filter { !(known?.contains($0.folded) ?? false) }
    let sorted = sort.sorted(new)
    return sorted.prefix(limit.limit).map { LexiconEntry($0, normalized: normalized) }
  }

  /// - Parameter areTerms: Whether to say how good a term each is, and of what words.
  func write(
    _ entries: [LexiconEntry], areTerms: Bool = false, to sink: ByteSink
  ) throws {
    var writer = try DictionaryWriter(
      sink, as: output.format, areTerms: areTerms, name: output.name)
    for entry in entries { try writer.write(entry) }
    try writer.finish()
  }
}

extension DictionaryColumn: ExpressibleByArgument {
  /// Greatest first, words without a value last; words by code point. Equals keep their order.
  func sorted(_ words: [DiscoveredWord]) -> [DiscoveredWord] {
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
