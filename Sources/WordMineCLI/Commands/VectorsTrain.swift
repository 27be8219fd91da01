import ArgumentParser
import CPlatform
import Synchronization
import WordMineBase
import WordMineModels
import WordMineNumerics
import WordMineText

/// `wordmine vectors train`
struct VectorsTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns vectors of words from what stands around them.",
    discussion: """
      Lines are documents. Words are discovered in the text first, unless it is --segmented or there is a \
      --word-model.

        wordmine vectors train corpus.txt -o corpus.vectors
        wordmine vectors train --segmented words.txt --whiten 64 -o words.npy

      The file is the text of word2vec; with a name in .npy, a matrix for numpy, and the words beside it, \
      one a line, in a file .words.
      """)

  @Option(
    help: """
      ppmi: the largest singular vectors of positive pointwise information; sgns: skip-grams with \
      negative samples.
      """)
  var method = VectorMethod.ppmi

  @Option(help: "The dimensions; fewer where there are fewer words.")
  var dimensions = 100

  @Option(help: "The greatest distance in words at which two have met.")
  var window = 5

  @Option(help: "Leave out words that occur less often.")
  var minCount = 5

  @Option(help: "For sgns: tiger, lion or adamw; by default tiger.")
  var optimizer: TrainingRule?

  @Option(help: "For sgns: how often the text is gone through; by default 5.")
  var epochs: Int?

  @Option(help: "Whiten the vectors, and keep so many dimensions.")
  var whiten: Int?

  @Flag(help: "Map the vectors to a normal distribution by an invertible flow.")
  var flow = false

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @OptionGroup var words: WordOptions

  func validate() throws {
    guard (1...4096).contains(dimensions), (1...1000).contains(window) else {
      throw ValidationError("--dimensions can be 1 to 4096, --window 1 to 1000")
    }
    guard minCount >= 1, epochs ?? 1 >= 1, whiten ?? 1 >= 1 else {
      throw ValidationError("--min-count, --epochs and --whiten must be at least 1")
    }
    guard method == .sgns || (optimizer == nil && epochs == nil) else {
      throw ValidationError("--optimizer and --epochs are for --method sgns")
    }
    guard whiten == nil || !flow else {
      throw ValidationError("give either --whiten or --flow")
    }
    guard !flow || dimensions > 1 else { throw ValidationError("--flow takes two dimensions") }
  }

  /// What learning takes, in bytes, for each byte of documents in memory.
  private static let memoryFactor = 40

  func run() throws {
    wm_keep_large_arrays()
    var report = RunReport("vectors train")
    let progress = Progress(isQuiet: words.resources.quiet)
    try OutputFile.requireDifferent([output ?? "-", words.resources.report])
    let file = try VectorsFile(creating: output)
    let lines = try words.lines(
      .init(), memoryFactor: Self.memoryFactor, &report, progress)
    let texts = EncodedDocuments(lines.documents, minimumCount: minCount)
    guard texts.vocabulary.count > 1 else {
      throw InputError(
        .mismatch(
          "words that occur \(minCount) times: \(texts.vocabulary.count); it takes two to learn "
            + "from; see --min-count"),
        at: SourcePosition(source: report.inputs.first ?? "<stdin>"))
    }
    progress.stage("learning")
    let learnt = try learn(texts, &report, progress)
    try file.write(calibrated(learnt))
    progress.end()
    (report.words, report.entries) = (texts.tokens.count, texts.vocabulary.count)
    try report.finish(words.resources)
  }

  private func learn(
    _ texts: EncodedDocuments, _ report: inout RunReport, _ progress: Progress
  ) throws -> WordVectors {
    switch method {
    case .ppmi:
      var configuration = WordVectorTraining.Configuration()
      (configuration.dimensions, configuration.window) = (dimensions, window)
      configuration.seed = words.resources.seed
      let start = Mutex(0.0)
      let workers = Workers(threads: words.resources.threads) { progress in
        guard progress.stage == "decomposing", progress.fraction == 0 else { return }
        start.withLock { $0 = ResourceUsage.processorSeconds }
      }
      let learnt = try WordVectorTraining(configuration).train(texts, workers: workers)
      report.decompositionSeconds = ResourceUsage.processorSeconds - start.withLock { $0 }
      return learnt
    case .sgns:
      var configuration = SkipGramTraining.Configuration()
      (configuration.dimensions, configuration.window) = (dimensions, window)
      configuration.epochs = epochs ?? configuration.epochs
      configuration.rule = optimizer ?? configuration.rule
      configuration.seed = words.resources.seed
      return try SkipGramTraining(configuration).train(texts)
    }
  }

  private func calibrated(_ learnt: WordVectors) throws -> WordVectors {
    guard whiten != nil || flow else { return learnt }
    var configuration = FlowTraining.Configuration()
    configuration.seed = words.resources.seed
    let calibration: Calibration =
      try flow
      ? .flow(of: learnt.vectors, configuration)
      : .whitening(of: learnt.vectors, dimensions: whiten)
    return try WordVectors(
      vocabulary: learnt.vocabulary, vectors: calibration.apply(learnt.vectors))
  }
}

/// How vectors are learnt.
enum VectorMethod: String, ExpressibleByArgument, CaseIterable {
  case ppmi
  case sgns
}
