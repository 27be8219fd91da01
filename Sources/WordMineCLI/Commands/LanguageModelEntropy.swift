import ArgumentParser
import WordMineBase
import WordMineModels
import WordMineText

/// `wordmine lm entropy`
struct LanguageModelEntropy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entropy",
    abstract: "Shows the bits of each character of a text, and their expectation.",
    discussion: """
      Columns: character; bits, what it costs after the characters before it; entropy, the expectation \
      of that (the branching entropy of the characters before it). The end of a document is \\n, a tab \
      \\t, a backslash \\\\. With --format jsonl a line is a document: its text, and two lists with one \
      number more than it has characters.

        wordmine lm entropy --model corpus.lm other.txt
      """)

  @OptionGroup var model: LanguageModelOptions
  @OptionGroup var output: OutputOptions<RowFormat>
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  /// The cost of a character, and the line that shows it.
  private static let bytesPerByte = 128

  func validate() throws { try input.requireOneStandardInput(besides: [model.model]) }

  func run() throws {
    try Session.run("lm entropy", resources) { session in
      session.warnWithoutOpenBLAS()
      let meter = try model.languageModel().meter
      let corpus = try input.corpus(session)
      let sink = try session.open(output.file)
      let lines = EntropyLines(output.format)
      let workers = session.workers
      if let header = lines.header { try sink.write(header + "\n") }
      let summary = try InputOptions.readCharacters(
        corpus, bytesPerByte: Self.bytesPerByte, session, atPause: session.flush
      ) { texts in
        let blocks = try parallelMap(texts.count, on: workers) { document in
          try lines.text(
            texts[document], meter.costs(texts[document], workers: workers))
        }
        for block in blocks { try sink.write(block) }
      }
      session.report.add(corpus, summary)
    }
  }
}

/// Writes the costs of documents: a line for each character, or one for all of them.
private struct EntropyLines {
  typealias Cost = CharacterLanguageModel.Cost

  private let characters = Table<(character: String, cost: Cost)>([
    .text("character", { $0.character }),
    .init("bits", { .fixed($0.cost.bits, places: 3) }),
    .init("entropy", { .fixed($0.cost.entropy, places: 3) }),
  ]).lineFormat(.tsv)

  private let documents = Table<(text: String, costs: [Cost])>([
    .text("text", { $0.text }),
    .init("bits", { list($0.costs.map(\.bits)) }),
    .init("entropy", { list($0.costs.map(\.entropy)) }),
  ]).lineFormat(.jsonl)

  private let format: RowFormat

  init(_ format: RowFormat) { self.format = format }

  var header: String? { format == .tsv ? characters.header : documents.header }

  func text(_ text: ArraySlice<UInt32>, _ costs: [Cost]) throws -> String {
    if format == .jsonl {
      return try documents.encode((CharacterTexts.string(text), costs)) + "\n"
    }
    return try zip(text.map(Self.name) + ["\\n"], costs)
      .map { try characters.encode(($0, $1)) + "\n" }.joined()
  }

  private static func list(_ values: [Double]) -> Cell {
    .list(values.map { .fixed($0, places: 3) }, separator: " ")
  }

  private static func name(_ character: UInt32) -> String {
    switch character {
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x5C: "\\\\"
    default: CharacterTexts.string([character])
    }
  }
}
