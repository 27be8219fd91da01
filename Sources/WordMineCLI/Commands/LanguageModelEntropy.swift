import ArgumentParser
import WordMineBase
import WordMineModels
import WordMineText

/// `wordmine lm entropy`
struct LanguageModelEntropy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entropy",
    abstract: "Says what each character of a text costs, and what it was expected to.",
    discussion: """
      Columns: character; bits, what it costs to tell it after those before it; entropy, what was to be \
      expected there (the branching entropy of what stands before). The end of a document is \\n, a tab \
      \\t, a backslash \\\\. With --format jsonl a line is a document: its text, and two lists with one \
      number more than it has characters.

        wordmine lm entropy -m corpus.lm other.txt
      """)

  @OptionGroup var model: LanguageModelOptions

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    var report = RunReport("lm entropy")
    let progress = Progress(isQuiet: resources.quiet)
    let meter = try model.meter()
    var reader = try CharacterReader.reader(
      try input.inputs(), input, threads: resources.threads)
    let sink = try OutputFile.open(output)
    let format = TableFormat.chosen(format, for: output)
    if format == .tsv { try sink.write("character\tbits\tentropy\n") }
    try CharacterReader.read(&reader, progress) { texts in
      let lines = try parallelMap(texts.count, on: Workers(threads: resources.threads)) {
        document in
        let costs = try meter.costs(texts[document])
        return try format == .tsv
          ? Self.rows(texts[document], costs) : Self.line(texts[document], costs)
      }
      for line in lines { try sink.write(line) }
    }
    try sink.close()
    report.add(reader)
    try report.finish(resources)
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
