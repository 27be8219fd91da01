import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine lm eval`
struct LanguageModelEval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measures the bits per character of a text.",
    discussion: """
      Each document, a line, is predicted by itself, with its end; every character counts once. A \
      document longer than the context of the model is read in windows that overlap by half. Columns: \
      documents; characters, without ends; unknown, those that the model does not know; \
      bits_per_character, with ends, and with unknown characters as one symbol; spelled, the same with \
      20.1 bits for each unknown character, to say which of all Unicode scalars it is.

        wordmine lm eval --model corpus.lm other.txt
      """)

  @OptionGroup var model: LanguageModelOptions
  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try input.requireOneStandardInput(besides: [model.model]) }

  func run() throws {
    try Session.run("lm eval", resources) { session in
      session.warnWithoutOpenBLAS()
      let meter = try model.languageModel().meter
      let corpus = try input.corpus(session)
      var writer = try output.open(LanguageModelScore.table, session)
      var score = LanguageModelScore()
      let summary = try InputOptions.readCharacters(corpus, session) { texts in
        try score.add(texts, meter, session.workers)
      }
      session.report.add(corpus, summary)
      guard score.documents > 0 else {
        throw InputError(
          .mismatch("there are no characters to predict"),
          at: SourcePosition(source: session.report.source))
      }
      try writer.write(score)
    }
  }
}

extension LanguageModelScore {
  fileprivate static let table = Table<LanguageModelScore>([
    .integer("documents", { $0.documents }),
    .integer("characters", { $0.characters }),
    .integer("unknown", { $0.unknown }),
    .init("bits_per_character", { .fixed($0.bitsPerCharacter, places: 3) }),
    .init("spelled", { .fixed($0.spelledBitsPerCharacter, places: 3) }),
  ])
}
