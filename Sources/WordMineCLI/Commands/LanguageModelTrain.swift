import ArgumentParser
import CPlatform
import WordMine
import WordMineModels
import WordMineText

/// `wordmine lm train`
struct LanguageModelTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a language model on documents, one per line.",
    discussion: """
      The same text, options and seed give the same model. A long training can be done in parts:

        wordmine lm train corpus.txt --save-model corpus.lm \\
          --checkpoint state --minutes 10

      stops after ten minutes of computing, and continues from there when it is called again.
      """)

  @Option(help: "The file for the model.", completion: .file())
  var saveModel: String

  @OptionGroup(title: "The model") var training: LanguageModelTrainingOptions

  @Option(
    help: "Continue from this file, if it exists, and save the state of the training in it.",
    completion: .file())
  var checkpoint: String?

  @Option(help: "Stop after so many minutes of computing, finished or not.")
  var minutes: Double?

  @Option(
    help: "A text like the input, to test with after each epoch; repeat for more.",
    completion: .file())
  var test: [String] = []

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require(positive: "--minutes", minutes)
    try input.requireOneStandardInput(besides: test)
  }

  func run() throws {
    wm_keep_large_arrays()
    try Session.run("lm train", resources) { session in
      session.warnWithoutOpenBLAS()
      if let checkpoint { try session.reserve(checkpoint) }
      let sink = try session.open(saveModel)
      let corpus = try input.corpus(session)
      let (texts, summary) = try read(corpus, session)
      session.report.add(corpus, summary)
      guard texts.count > 0 else {
        throw InputError(
          .mismatch("there are no characters to learn from"),
          at: SourcePosition(source: session.report.source))
      }
      let tests = try test.isEmpty ? nil : read(try input.text.corpus(test, session), session).texts
      try LanguageModelTraining.checkMemory(
        training.configuration(seed: resources.seed), texts, limit: session.memory().limit)
      var run = LanguageModelTrainingRun(
        training: try LanguageModelTraining(training.configuration(seed: resources.seed), texts),
        checkpoint: checkpoint, tests: tests, session: session)
      try run.resume()
      try run.train(minutes: minutes)
      try sink.write(run.training.model.archive.bytes)
      session.report["entries"] = run.training.model.vocabulary.characters.count
    }
  }

  private func read(
    _ corpus: Corpus, _ session: Session
  ) throws -> (texts: CharacterTexts, summary: CorpusReader.Summary) {
    let memory = try session.memory()
    var texts = CharacterTexts()
    let summary = try InputOptions.readCharacters(corpus, session) { block in
      texts.append(block)
      try memory.checkDocuments(
        texts.characters.count, for: .languageModel,
        enoughFor: "about \(Figure.grouped(texts.characters.count)) characters")
    }
    return (texts, summary)
  }
}
