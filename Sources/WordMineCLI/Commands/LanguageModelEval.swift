import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine lm eval`
struct LanguageModelEval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Says how many bits a character of a text takes.",
    discussion: """
      Each document, a line, is told by itself, and its end is told too; every character is counted \
      once. A document longer than the context of the model is read in windows that overlap by half. \
      Columns: documents; characters, without ends; unknown, those that the model does not know; \
      bits_per_character, with ends, and unknown characters as one symbol; spelled, the same with 20.1 \
      bits for each unknown character, to say which of all Unicode scalars it is.

        wordmine lm eval -m corpus.lm other.txt
      """)

  @OptionGroup var model: LanguageModelOptions

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    var report = RunReport("lm eval")
    let progress = Progress(isQuiet: resources.quiet)
    let meter = try model.meter()
    var reader = try CharacterReader.reader(
      try input.inputs(), input, threads: resources.threads)
    let sink = try OutputFile.open(output)
    var score = LanguageModelScore()
    try CharacterReader.read(&reader, progress) { texts in
      try score.add(texts, meter, threads: resources.threads)
    }
    guard score.documents > 0 else {
      throw InputError(
        .mismatch("there are no characters to tell"),
        at: SourcePosition(source: reader.inputs[0].name))
    }
    try sink.write(try score.text(.chosen(format, for: output)))
    try sink.close()
    report.add(reader)
    try report.finish(resources)
  }
}

extension LanguageModelScore {
  private struct Row: Encodable {
    var documents: Int
    var characters: Int
    var unknown: Int
    var bitsPerCharacter: Double
    var spelled: Double
  }

  func text(_ format: TableFormat) throws -> String {
    let rates = [bitsPerCharacter, spelledBitsPerCharacter].map(Figure.thousandths)
    if format == .tsv {
      let counts = [documents, characters, unknown].map { String($0) }
      return "documents\tcharacters\tunknown\tbits_per_character\tspelled\n"
        + (counts + rates).joined(separator: "\t") + "\n"
    }
    return try JSONText.line(
      Row(
        documents: documents, characters: characters, unknown: unknown,
        bitsPerCharacter: Double(rates[0]) ?? 0, spelled: Double(rates[1]) ?? 0)) + "\n"
  }
}
