import ArgumentParser
import WordMine
import WordMineText

/// `wordmine collocate`
struct Collocate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collocate",
    abstract: "Finds pairs of words that belong together, adjacent or not.",
    discussion: """
      Words are discovered in the text first, unless it is --segmented or there is a --word-model.

        cat corpus.txt | wordmine collocate > pairs.tsv
        wordmine collocate corpus.txt --node 茶

      Columns: a, b (the words; digits are #, Latin letters @), n (how often b follows a in a clause), \
      n_1 to n_W (the same by distance), peak (the most frequent distance), spread (entropy of the \
      distance), pmi, npmi, g2, log_dice, t, gain (what the corpus saves if the pair is one unit), \
      link (how likely the two are linked where they occur, times log₂(1+n); the default order), \
      log2_r (the ratio to chance, shrunk towards classes of words), direction (how much more often in \
      this order than in the other). Information is in bits.
      """)

  @Option(help: "The order: link, n, pmi, npmi, g2, log_dice, t, gain, log2_r, direction, ….")
  var sort = Collocation.Measure.link

  @Option(help: "Only the first so many pairs; with --node, of each side and distance (10).")
  var limit: Int?

  @Option(help: "Leave out pairs that occur less often.")
  var minCount = 3

  @Option(help: "The greatest distance in words, 1 to \(CollocationMiner.longestWindow).")
  var window = 6

  @Option(help: "Show only the words that belong to this one, by side and distance.")
  var node: String?

  @Option(help: "Also write a model for `wordmine parse` to this file.", completion: .file())
  var saveModel: String?

  @OptionGroup var output: OutputOptions<CollocationFormat>
  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    try sentences.words.requireOneStandardInput()
    try require("--window", window, in: 1...CollocationMiner.longestWindow)
    try require("--limit", limit, atLeast: 0)
    try require("--min-count", minCount, atLeast: 2)
    try require(
      node == nil || ![.links, .dot].contains(output.given),
      "--node can be written as tsv or jsonl")
  }

  func run() throws {
    try Session.run("collocate", sentences.resources) { session in
      let sink = try session.open(output.file)
      let model = try session.openIfGiven(saveModel)
      let corpus = try sentences.sentences(for: .collocations, session)
      try session.stage("linking words")
      let node = try node.map { try form(ofNode: $0, corpus.vocabulary, session) }
      var configuration = CollocationMiner.Configuration()
      configuration.window = window
      configuration.minimumCount = minCount
      let found = try CollocationMiner(configuration).run(
        on: consume corpus, workers: session.workers)
      if let model {
        try found.model.write(to: model)
      }
      try write(found, node: node, to: sink, session)
      session.report["entries"] = found.count
      if found.count == 0 {
        session.note(
          "no pair of words occurs \(minCount) times within \(window) words; lower --min-count, or "
            + "add more text")
      }
    }
  }

  /// The normalised form of a word.
  ///
  /// - Throws: `InputError` if the text does not have it.
  private func form(
    ofNode word: String, _ vocabulary: WordVocabulary, _ session: Session
  ) throws(InputError) -> String {
    if let id = vocabulary.id(of: word) ?? vocabulary.id(ofForm: Array(word.utf8).span) {
      return vocabulary.text(of: id)
    }
    throw InputError(
      .mismatch(
        "--node \(word): the text has no such word; `wordmine segment` shows how it is segmented"),
      at: SourcePosition(source: session.report.source))
  }

  private func write(
    _ found: Collocations, node: String?, to sink: ByteSink, _ session: Session
  ) throws {
    guard let node else {
      return try output.format.write(found.sorted(by: sort), limit: limit ?? .max, to: sink)
    }
    let neighbours = found.neighbours(of: node, by: sort, limit: limit ?? 10)
    try Collocations.neighbourTable.write(
      neighbours, to: sink, as: output.format == .jsonl ? .jsonl : .tsv)
    if neighbours.isEmpty {
      session.note("\(node) is in no pair that occurs \(minCount) times; lower --min-count")
    }
  }
}
