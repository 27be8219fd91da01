import ArgumentParser
import WordMine
import WordMineText

/// `wordmine templates`
struct Templates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Finds fixed expressions: words with slots between them.",
    discussion: """
      A template is listed if it lets the text be coded in fewer bits; gain is what its uses save. \
      Phrases without slots save most of the bits, slots are for people; --view frames lists those:

        cat corpus.txt | wordmine templates --view frames | head
        wordmine templates corpus.txt -o corpus.jsonl
        wordmine match --templates corpus.jsonl new.txt

      [X] is a slot, ^ and $ are the edges of a clause. By default the comma is a word, so that slots may \
      hold it: 如果 [X] ， 那么.
      """)

  @Option(help: "What a slot may cross: sentence (its commas), or clause (nothing).")
  var frames = TemplateScope.sentence

  @Option(help: "The most words of a slot, 0 to 15; by default 8, with --frames clause 6.")
  var slotLength: Int?

  @Option(
    help: "The occurrences that a word of a template needs; 5, more from ten million words on.")
  var minCount: Int?

  @Option(help: "What comes first: gain, or frames (with slots, by gain and variety of fillers).")
  var view = TemplateMiner.View.gain

  @OptionGroup var limit: LimitOption
  @OptionGroup var output: OutputOptions<TemplateFormat>
  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    try sentences.words.requireOneStandardInput()
    try require("--slot-length", slotLength, in: 0...15)
    try require("--min-count", minCount, atLeast: 1)
    try require(
      view != .frames || slotLength != 0, "--view frames needs slots; --slot-length is 0")
  }

  func run() throws {
    try Session.run("templates", sentences.resources) { session in
      let sink = try session.open(output.file)
      let corpus = try sentences.sentences(for: .templates, session)
      let mined = try TemplateMiner(try configuration(session)).run(
        on: corpus, workers: session.workers)
      try mined.write(to: sink, as: output.format, name: output.name)
      session.report.add(mined)
      if mined.found == 0 { session.note(Self.nothing(corpus)) }
    }
  }

  private func configuration(_ session: Session) throws -> TemplateMiner.Configuration {
    var configuration = TemplateMiner.Configuration()
    configuration.scope = frames
    configuration.slotLength = slotLength
    configuration.minimumCount = minCount
    configuration.view = view
    configuration.limit = limit.given
    configuration.sampleWords = min(configuration.sampleWords, try session.memory().sampledWords)
    configuration.seed = sentences.resources.seed
    return configuration
  }

  /// Why no template was found.
  private static func nothing(_ corpus: SentenceCorpus) -> String {
    corpus.words.isEmpty
      ? "there are no words in the text"
      : "no words stand together so often that a template of them would save more bits than it takes; "
        + "add more text, or see --min-count"
  }
}

extension RunReport {
  fileprivate mutating func add(_ mined: MinedTemplates) {
    let words = Double(max(1, mined.words))
    self["templates"] = mined.found
    self["sampled_words"] = mined.sampledWords
    self["entries"] = mined.count
    self["cut_searches"] = mined.cutSearches
    self[number: "bits_per_word_before"] = mined.bitsBefore / words
    self[number: "bits_per_word_after"] = mined.bitsAfter / words
    self[number: "inventory_bits_per_word"] = mined.inventoryBits / words
  }
}
