import ArgumentParser
import WordMine
import WordMineText

/// `wordmine concordance`
struct ConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Shows a word, two words near each other, or a template where they stand.",
    discussion: """
      The pattern is a word; two words with … (or ...) between, of which the second follows the first \
      in a sentence; or a template as `wordmine templates` writes it, with [X] for what may vary and ^ \
      and $ for the edges of a clause. A # stands for any digits, an @ for any Latin letters.

        wordmine concordance 茶 corpus.txt --sort right
        wordmine concordance '在 … 中' --segmented corpus.words --window 8 --sort slot
        wordmine concordance '从 [X] 到 [X]' corpus.txt --sort slot
      """)

  @Argument(
    help: "A word, two: '在 … 中', or a template: '从 [X] 到 [X]'.",
    transform: { try ConcordancePattern($0) })
  var pattern: ConcordancePattern

  @Option(
    help:
      "The order of the lines: text, left, right, or slot (or between two words).")
  var sort = Concordance.Order.text

  @Option(help: "Only so many lines, the first of the order.")
  var limit: Int?

  @Option(help: "Characters on each side.")
  var width = 20

  @Option(help: "The greatest distance of two words.")
  var window = 6

  @Option(help: "What a slot may cross: the commas of a sentence, or nothing.")
  var frames = TemplateScope.sentence

  @Option(help: "The most words of a slot, 1 to 15; by default 8, with --frames clause 6.")
  var slotLength: Int?

  @Option(help: "plain, or tsv.")
  var format = ConcordanceFormat.plain

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @OptionGroup var sentences: SentenceOptions

  func validate() throws {
    guard limit ?? 0 >= 0, (0...10_000).contains(width), (1...1_000).contains(window) else {
      throw ValidationError(
        "--limit must not be negative, --width 0 to 10000, --window 1 to 1000")
    }
    guard 1...15 ~= slotLength ?? 1 else {
      throw ValidationError("--slot-length is \(slotLength!); it can be 1 to 15")
    }
    guard sort != .slot || !pattern.slotNames.isEmpty else {
      throw ValidationError(
        "--sort slot is for a template with slots, or two words like '在 … 中'")
    }
  }

  func run() throws {
    var report = RunReport("concordance")
    let progress = Progress(isQuiet: sentences.resources.quiet)
    let memory = try sentences.resources.memoryLimit(atLeast: SentenceOptions.minimumMemory)
    var configuration = Concordance.Configuration()
    (configuration.window, configuration.width) = (window, width)
    (configuration.scope, configuration.slotLength) = (frames, slotLength)
    let concordance = try Concordance(pattern, configuration)
    let sink = try OutputFile.open(output)
    var places = PlaceCounter(try sentences.input.inputs())
    let writer = ConcordanceWriter(format, pattern, width: width)
    try sink.write(writer.header(places))
    var hits = ConcordanceLines(order: sort, limit: limit ?? .max)
    try sentences.read(
      &report, progress,
      transform: { block in
        let hits = try ConcordanceLines(
          of: block, concordance, as: writer, order: sort, limit: limit ?? .max)
        return (hits, block.source, block.lines)
      },
      consume: { found, source, count in
        hits.append(found, lines: places.add(count, of: source))
        if sort == .text {
          try hits.writeAll(to: sink) { writer.place(places, $0, of: $1) }
        } else if hits.memory > memory / 2 {
          throw UsageError(
            "--memory leaves \(memory >> 21)M for the lines that are sorted, and there are more; say "
              + "with --limit how many are wanted, or allow more memory")
        }
      })
    try hits.writeAll(to: sink) { writer.place(places, $0, of: $1) }
    try sink.close()
    if hits.count == 0, !sentences.resources.quiet {
      Terminal.say(
        "wordmine: the pattern was not found; a word is found where the segmentation has it whole")
    }
    report.entries = hits.count
    try report.finish(sentences.resources)
  }
}

extension Concordance.Order: ExpressibleByArgument {}

extension ConcordanceFormat: ExpressibleByArgument {}
