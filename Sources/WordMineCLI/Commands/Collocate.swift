import ArgumentParser
import WordMine
import WordMineText

/// `wordmine collocate`
struct Collocate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collocate",
    abstract: "Finds the pairs of words that belong together, next to each other or not.",
    discussion: """
      Words are discovered in the text first, unless it is --segmented or there is a --word-model.

        cat corpus.txt | wordmine collocate > pairs.tsv
        wordmine collocate corpus.txt --node 茶

      Columns: a, b (the words; digits are #, Latin letters @), n (how often b follows a in a clause), \
      n_1 to n_W (the same by distance), peak (the most frequent distance), spread (entropy of the \
      distance), pmi, npmi, g2, log_dice, t, gain (what the corpus saves if the pair is one unit), \
      link (how likely the two are linked where they stand, times log₂(1+n); the default order), \
      log2_r (the ratio to chance, shrunk towards classes of words), direction (how much more often in \
      this order than in the other). Information is in bits.
      """)

  @Option(help: "The order: link, n, pmi, npmi, g2, log_dice, t, gain, log2_r, direction, ….")
  var sort = Collocation.Measure.link

  @Option(help: "Only so many pairs, the best; with --node, of each side and distance (10).")
  var limit: Int?

  @Option(help: "Leave out pairs that occur less often.")
  var minCount = 3

  @Option(help: "The greatest distance in words, 1 to \(CollocationMiner.longestWindow).")
  var window = 6

  @Option(help: "Show only the words that belong to this one, by side and distance.")
  var node: String?

  @Option(help: "Also write a model for `wordmine parse` to this file.", completion: .file())
  var model: String?

  @Option(
    help:
      "tsv, jsonl, or links (a, b, distance or *, log2_r); by default what the file's name asks.")
  var format: CollocationFormat?

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    guard (1...CollocationMiner.longestWindow).contains(window) else {
      throw ValidationError(
        "--window is \(window); it can be 1 to \(CollocationMiner.longestWindow)")
    }
    guard limit ?? 0 >= 0, minCount >= 2 else {
      throw ValidationError("--limit must not be negative, --min-count at least 2")
    }
    guard node == nil || format == nil else {
      throw ValidationError("--node has a format of its own; leave out --format")
    }
  }

  func run() throws {
    var report = RunReport("collocate")
    let progress = Progress(isQuiet: sentences.resources.quiet)
    let memory = try sentences.resources.memoryLimit(atLeast: SentenceOptions.minimumMemory)
    try OutputFile.requireDifferent([output ?? "-", model, sentences.resources.report])
    let sink = try OutputFile.open(output)
    let modelSink = try model.map(OutputFile.open)
    // Counting pairs and classes takes some seven times as much as the sentences.
    let corpus = try sentences.corpus(memory: memory / 6, &report, progress)
    progress.stage("linking words")
    let isKnown = try node.map { try nodeForm($0, corpus.vocabulary) }
    var configuration = CollocationMiner.Configuration()
    configuration.window = window
    configuration.minimumCount = minCount
    let found = try CollocationMiner(configuration).run(
      on: consume corpus, workers: Workers(threads: sentences.resources.threads))
    if let modelSink {
      try found.model.write(to: modelSink)
      try modelSink.close()
    }
    try write(found, node: isKnown, to: sink)
    try sink.close()
    progress.end()
    report.entries = found.count
    if found.count == 0, !sentences.resources.quiet {
      Terminal.say(
        "wordmine: no pair of words occurs \(minCount) times within \(window) words; allow a lower "
          + "--min-count, or give more text")
    }
    try report.finish(sentences.resources)
  }

  /// The normalised form of a word.
  ///
  /// - Throws: `InputError` if the text does not have it.
  private func nodeForm(_ word: String, _ vocabulary: WordVocabulary) throws -> String {
    guard let id = vocabulary.id(of: word) ?? vocabulary.id(ofForm: Array(word.utf8).span) else {
      throw InputError(
        .mismatch(
          "--node \(word): the text has no such word; see with `wordmine segment` how it is cut"),
        at: SourcePosition(source: try sentences.input.inputs()[0].name))
    }
    return vocabulary.text(of: id)
  }

  private func write(_ found: Collocations, node: String?, to sink: ByteSink) throws {
    guard let node else {
      return try CollocationFormat.chosen(format, for: output).write(
        found.sorted(by: sort), limit: limit ?? .max, to: sink)
    }
    let neighbours = found.neighbours(of: node, by: sort, limit: limit ?? 10)
    guard neighbours.isEmpty else {
      return try Collocations.neighbourTable.write(neighbours, to: sink, as: .tsv)
    }
    if !sentences.resources.quiet {
      Terminal.say(
        "wordmine: \(node) is in no pair that occurs \(minCount) times; allow a lower --min-count")
    }
  }
}
