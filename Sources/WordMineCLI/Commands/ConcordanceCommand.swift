import ArgumentParser
import WordMine
import WordMineText

/// `wordmine concordance`
struct ConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Shows a word, two words near each other, or a template in context.",
    discussion: """
      The pattern is a word; two words with … (or ...) between, of which the second follows the first \
      in a sentence; or a template as `wordmine templates` writes it, with [X] for what may vary and ^ \
      and $ for the edges of a clause. A # stands for any digits, an @ for any Latin letters.

        wordmine concordance 茶 corpus.txt --sort right
        wordmine concordance '在 … 中' --segmented corpus.words --window 8 --sort slot
        wordmine concordance '从 [X] 到 [X]' corpus.txt --sort slot
      """)

  @Argument(
    help: "A word, two words: '在 … 中', or a template: '从 [X] 到 [X]'.",
    transform: { try ConcordancePattern($0) })
  var pattern: ConcordancePattern

  @Option(
    help: "The order of the lines: text, left, right, or slot (or between two words).")
  var sort = Concordance.Order.text

  @Option(help: "The characters that are shown on each side.")
  var width = 20

  @Option(help: "The greatest distance of two words.")
  var window = 6

  @Option(help: "What a slot may cross: sentence (its commas), or clause (nothing).")
  var frames = TemplateScope.sentence

  @Option(help: "The most words of a slot, 1 to 15; by default 8, with --frames clause 6.")
  var slotLength: Int?

  @OptionGroup var limit: LimitOption
  @OptionGroup var output: OutputOptions<ConcordanceFormat>
  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    try sentences.words.requireOneStandardInput()
    try require("--width", width, in: 0...10_000)
    try require("--window", window, in: 1...1_000)
    try require("--slot-length", slotLength, in: 1...15)
    try require(
      sort != .slot || !pattern.slotNames.isEmpty,
      "--sort slot is for a template with slots, or two words like '在 … 中'")
  }

  func run() throws {
    try Session.run("concordance", sentences.resources) { session in
      let memory = try session.memory()
      let (sort, limit) = (sort, limit.limit)
      let concordance = try Concordance(pattern, configuration)
      let writer = ConcordanceWriter(output.format, pattern, width: width)
      let sink = try session.open(output.file)
      let words = try sentences.corpusWords(session)
      var places = PlaceCounter(words.corpus.inputs)
      try sink.write(writer.header(places))
      var hits = ConcordanceLines(order: sort, limit: limit)
      try sentences.read(
        words, session,
        transform: { block in
          let hits = try ConcordanceLines(
            of: block, concordance, as: writer, order: sort, limit: limit)
          return (hits, block.source, block.lines)
        },
        consume: { found, source, count in
          hits.append(found, lines: places.add(count, of: source))
          if sort == .text {
            try hits.writeAll(to: sink) { writer.place(places, $0, of: $1) }
          } else {
            try memory.checkSorted(hits.memory, lines: hits.count)
          }
        })
      try hits.writeAll(to: sink) { writer.place(places, $0, of: $1) }
      session.report["entries"] = hits.count
      if hits.count == 0 {
        session.note(
          "the pattern was not found; a word is found where it is a whole word of the segmentation")
      }
    }
  }

  private var configuration: Concordance.Configuration {
    var configuration = Concordance.Configuration()
    (configuration.window, configuration.width) = (window, width)
    (configuration.scope, configuration.slotLength) = (frames, slotLength)
    return configuration
  }
}
