import ArgumentParser
import CPlatform
import WordMineModels
import WordMineText

/// `wordmine lm train`
struct LanguageModelTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns a language model from documents, one a line.",
    discussion: """
      The same text, options and seed give the same model. A long training can be done in pieces:

        wordmine lm train corpus.txt -o corpus.lm --checkpoint state --minutes 10

      stops after ten minutes of computing, and goes on from there when it is called again.
      """)

  @Option(name: [.short, .long], help: "The file for the model.", completion: .file())
  var output: String

  @OptionGroup(title: "The model") var training: LanguageModelTrainingOptions

  @Option(
    help: "Goes on from this file, if it is there, and keeps in it how far the training is.",
    completion: .file())
  var checkpoint: String?

  @Option(help: "Stop after so many minutes of computing, finished or not.")
  var minutes: Double?

  @Option(
    help: "A text like the input, to tell after each epoch; repeat for more.", completion: .file())
  var test: [String] = []

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard minutes.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--minutes is \(minutes!); it must be above 0, and finite")
    }
  }

  func run() throws {
    wm_keep_large_arrays()
    var report = RunReport("lm train")
    let progress = Progress(isQuiet: resources.quiet)
    try OutputFile.requireDifferent([output, checkpoint, resources.report])
    var reader = try CharacterReader.reader(
      try input.inputs(), input, threads: resources.threads)
    let texts = try read(&reader, progress)
    guard texts.count > 0 else {
      throw InputError(
        .mismatch("there are no characters to learn from"),
        at: SourcePosition(source: reader.inputs[0].name))
    }
    let tests = try test.isEmpty ? nil : readTests(progress)
    var run = LanguageModelTrainingRun(
      training: try LanguageModelTraining(training.configuration(seed: resources.seed), texts),
      checkpoint: checkpoint, tests: tests, resources: resources)
    try run.resume()
    let sink = try OutputFile.open(output)
    try run.train(minutes: minutes, progress)
    try ModelFile.write(run.training.model.archive, to: sink)
    report.add(reader)
    report.entries = run.training.model.vocabulary.characters.count
    try report.finish(resources)
  }

  private func readTests(_ progress: Progress) throws -> CharacterTexts {
    var reader = try CharacterReader.reader(
      test.map { $0 == "-" ? .standardInput : .file($0) }, input, threads: resources.threads)
    return try read(&reader, progress)
  }

  private func read(_ reader: inout CorpusReader, _ progress: Progress) throws -> CharacterTexts {
    let memory = try resources.memoryLimit(atLeast: 64 << 20)
    var texts = CharacterTexts()
    try CharacterReader.read(&reader, progress) { block in
      texts.append(block)
      // The characters, their numbers, and those of an epoch in their order.
      guard 40 * texts.characters.count <= memory else {
        throw UsageError(
          "--memory \(memory >> 20)M is not enough for all characters of the text; allow more, or "
            + "give less text")
      }
    }
    return texts
  }
}
