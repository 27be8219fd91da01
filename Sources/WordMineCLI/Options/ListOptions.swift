import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// What of the words that were found is listed, and how.
struct ListOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "The dictionary file.", completion: .file())
  var output: String?

  @Option(
    help: "tsv, plain, jieba or jsonl; by default what the name of the file asks for.")
  var format: DictionaryFormat?

  @Option(help: "Only so many entries, the best.")
  var limit: Int?

  @Option(
    help: "A dictionary of any format: leave out the words that it has; repeat for more.",
    completion: .file())
  var known: [String] = []

  @Option(help: "Sort by this column, greatest first: word, score, count, raw_count, ….")
  var sort = DictionaryColumn.score

  @Flag(help: "Print words as they were counted: folded width, case and script.")
  var normalized = false

  func validate() throws {
    guard limit ?? 0 >= 0 else { throw ValidationError("--limit must not be negative") }
  }

  var chosenFormat: DictionaryFormat { .chosen(format, for: output) }

  /// The entries of the words that no known dictionary has, sorted.
  func entries(_ words: [DiscoveredWord], known: Lexicon?) -> [LexiconEntry] {
    let new = words.filter { !(known?.contains($0.folded) ?? false) }
    let sorted = sort.sorted(new)
    return sorted.prefix(limit ?? .max).map { LexiconEntry($0, normalized: normalized) }
  }

  func write(_ entries: [LexiconEntry], to sink: ByteSink) throws {
    var writer = try RecordWriter(sink, as: chosenFormat.lineFormat, name: output ?? "<stdout>")
    for entry in entries { try writer.write(entry) }
    try sink.close()
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

  private func value(_ word: DiscoveredWord) -> Double {
    switch self {
    case .word, .score, .kind: word.score
    case .count: Double(word.count)
    case .rawCount: Double(word.rawCount)
    case .contexts: Double(word.contexts)
    case .cohesion: word.cohesion ?? -.infinity
    case .leftEntropy: word.leftEntropy ?? -.infinity
    case .rightEntropy: word.rightEntropy ?? -.infinity
    case .gain: word.gain ?? -.infinity
    }
  }
}
