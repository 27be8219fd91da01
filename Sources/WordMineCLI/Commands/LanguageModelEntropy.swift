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
  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    try Session.run("lm entropy", resources) { session in
      let meter = try model.languageModel().meter
      let corpus = try input.corpus()
      let sink = try session.open(output.file)
      let format = output.format
      if format == .tsv { try sink.write("character\tbits\tentropy\n") }
      let summary = try InputOptions.readCharacters(corpus, session) { texts in
        let lines = try parallelMap(texts.count, on: session.workers) { document in
          let costs = try meter.costs(texts[document])
          return try format == .tsv
            ? Self.rows(texts[document], costs) : Self.line(texts[document], costs)
        }
        for line in lines { try sink.write(line) }
      }
      session.report.add(corpus, summary)
    }
  }

  private static func rows(
    _ text: ArraySlice<UInt32>, _ costs: [CharacterLanguageModel.Cost]
  ) -> String {
    let names = text.map(name) + ["\\n"]
    return zip(names, costs).reduce(into: "") { rows, row in
      rows +=
        "\(row.0)\t\(Figure.thousandths(row.1.bits))\t\(Figure.thousandths(row.1.entropy))\n"
    }
  }

  private static func name(_ character: UInt32) -> String {
    switch character {
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x5C: "\\\\"
    default: CharacterTexts.string([character])
    }
  }

  private struct Line: Encodable {
    var text: String
    var bits: [Double]
    var entropy: [Double]
  }

  private static func line(
    _ text: ArraySlice<UInt32>, _ costs: [CharacterLanguageModel.Cost]
  ) throws -> String {
    func rounded(_ value: Double) -> Double { Double(Figure.thousandths(value)) ?? 0 }
    return try JSONText.line(
      Line(
        text: CharacterTexts.string(text), bits: costs.map { rounded($0.bits) },
        entropy: costs.map { rounded($0.entropy) })) + "\n"
  }
}
