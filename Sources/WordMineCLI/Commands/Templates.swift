import ArgumentParser
import WordMine
import WordMineText

/// `wordmine templates`
struct Templates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Finds the fixed ways of saying things: words with slots between them.",
    discussion: """
      A template is listed if the text can be told in fewer bits with it; gain is what its uses save. \
      Phrases without slots bring most of the bits, slots are for people; --view frames lists those:

        cat corpus.txt | wordmine templates --view frames | head
        wordmine templates corpus.txt -o corpus.jsonl
        wordmine match --templates corpus.jsonl new.txt

      [X] is a slot, ^ and $ are the edges of a clause. By default the comma is a word, so that slots may \
      hold it: 如果 [X] ， 那么.
      """)

  @Option(
    help: "What a slot may cross: the commas of a sentence, or nothing but the words of a clause.")
  var frames = TemplateScope.sentence

  @Option(help: "The most words of a slot, 0 to 15; by default 8, with --frames clause 6.")
  var slotLength: Int?

  @Option(
    help: "The occurrences that a word of a template needs; 5, more from ten million words on.")
  var minCount: Int?

  @Option(help: "What comes first: gain, or frames (with slots, by gain and variety of fillers).")
  var view = TemplateMiner.View.gain

  @Option(help: "Only so many templates, the first.")
  var limit: Int?

  @Option(help: "jsonl, tsv, plain, regex or cql; by default what the name of the file asks for.")
  var format: TemplateFormat?

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    guard 0...15 ~= slotLength ?? 0 else {
      throw ValidationError("--slot-length is \(slotLength!); it can be 0 to 15")
    }
    guard limit ?? 0 >= 0, minCount ?? 1 >= 1 else {
      throw ValidationError("--limit must not be negative, --min-count at least 1")
    }
    if view == .frames, slotLength == 0 {
      throw ValidationError("--view frames needs slots; --slot-length is 0")
    }
  }

  /// What mining takes for each word of a sample, in bytes.
  private static let memoryPerSampledWord = 48

  func run() throws {
    var report = RunReport("templates")
    let resources = sentences.resources
    let progress = Progress(isQuiet: resources.quiet)
    let memory = try resources.memoryLimit(atLeast: SentenceOptions.minimumMemory)
    let sink = try OutputFile.open(output)
    // The corpus takes a fourth; its clauses, their uses and the sample take the rest.
    let corpus = try sentences.corpus(memory: memory / 4, &report, progress)
    var configuration = TemplateMiner.Configuration()
    configuration.scope = frames
    configuration.slotLength = slotLength
    configuration.minimumCount = minCount
    configuration.view = view
    configuration.limit = limit
    configuration.sampleWords = min(
      configuration.sampleWords, memory / 2 / Self.memoryPerSampledWord)
    configuration.seed = resources.seed
    progress.stage("templates")
    let mined = try TemplateMiner(configuration).run(
      on: corpus, workers: Workers(threads: resources.threads))
    let format = format ?? output.flatMap { TemplateFormat(path: $0) } ?? .tsv
    try mined.write(to: sink, as: format, name: output ?? "<stdout>")
    try sink.close()
    progress.end()
    report.add(mined)
    if mined.found == 0, !resources.quiet { Terminal.say("wordmine: " + Self.nothing(corpus)) }
    try report.finish(resources)
  }
}

extension Templates {
  /// Why no template was found.
  private static func nothing(_ corpus: SentenceCorpus) -> String {
    corpus.words.isEmpty
      ? "there are no words in the text"
      : "no words stand together so often that a template of them would save more than it takes; more "
        + "text has more of them, and see --min-count"
  }
}

extension TemplateScope: ExpressibleByArgument {}

extension TemplateMiner.View: ExpressibleByArgument {}

extension TemplateFormat: ExpressibleByArgument {}
