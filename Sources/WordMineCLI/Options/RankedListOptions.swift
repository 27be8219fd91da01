import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// The order and the form of the words that were found.
struct RankedListOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions<DictionaryFormat>
  @OptionGroup var limit: LimitOption

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
    WordListing(sort: sort, limit: limit.limit, isNormalized: normalized)
      .entries(words, known: known)
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

extension DictionaryColumn: ExpressibleByArgument {}
