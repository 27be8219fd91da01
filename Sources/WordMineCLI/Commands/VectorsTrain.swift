import ArgumentParser
import CPlatform
import WordMineModels
import WordMineNumerics
import WordMineText

/// `wordmine vectors train`
struct VectorsTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns vectors of words from their contexts.",
    discussion: """
      Lines are documents. Words are discovered in the text first, unless it is --segmented or there is a \
      --word-model.

        wordmine vectors train corpus.txt -o corpus.vectors
        wordmine vectors train --segmented words.txt --whiten 64 -o words.npy

      The file has the text format of word2vec; with a name in .npy it is a matrix for numpy, and the \
      words are beside it, one per line, in a file .words.
      """)

  @Option(
    help: """
      ppmi: singular vectors of positive pointwise mutual information; sgns: skip-grams with negative \
      sampling.
      """)
  var method = VectorMethod.ppmi

  @Option(help: "The dimensions; fewer where there are fewer words.")
  var dimensions = 100

  @Option(help: "The greatest distance, in words, between a word and its context.")
  var window = 5

  @Option(help: "Leave out words that occur less often.")
  var minCount = 5

  @Option(help: "For sgns: tiger, lion or adamw; by default tiger.")
  var optimizer: TrainingRule?

  @Option(help: "For sgns: how often the text is read; by default 5.")
  var epochs: Int?

  @Option(help: "Whiten the vectors, and keep this many dimensions.")
  var whiten: Int?

  @Flag(help: "Map the vectors to a normal distribution by an invertible flow.")
  var flow = false

  @Option(
    name: .shortAndLong, help: "The file to write; by default standard output.",
    completion: .file())
  var output: String?

  @OptionGroup var words: WordOptions

  func validate() throws {
    try words.requireOneStandardInput()
    try requireFormat(of: output, ".npy")
    try require("--dimensions", dimensions, in: 1...4096)
    try require("--window", window, in: 1...1000)
    try require("--min-count", minCount, atLeast: 1)
    try require("--epochs", epochs, atLeast: 1)
    try require("--whiten", whiten, atLeast: 1)
    try require(
      method == .sgns || (optimizer == nil && epochs == nil),
      "--optimizer and --epochs are for --method sgns")
    try require(whiten == nil || !flow, "give either --whiten or --flow")
    try require(!flow || dimensions > 1, "--flow needs at least two dimensions")
  }

  func run() throws {
    wm_keep_large_arrays()
    try Session.run("vectors train", words.resources) { session in
      session.warnWithoutOpenBLAS()
      let file = try VectorsFile(creating: output, session)
      let texts = EncodedDocuments(try words.documents(session), minimumCount: minCount)
      guard texts.vocabulary.count > 1 else {
        throw InputError(
          .mismatch(
            "words that occur \(minCount) times: \(texts.vocabulary.count); learning takes at least "
              + "two; see --min-count"),
          at: SourcePosition(source: session.report.source))
      }
      try session.stage("learning")
      try file.write(calibrated(try learn(texts, session), session))
      session.report["words"] = texts.tokens.count
      session.report["entries"] = texts.vocabulary.count
    }
  }

  private func learn(_ texts: EncodedDocuments, _ session: Session) throws -> WordVectors {
    switch method {
    case .ppmi:
      var configuration = WordVectorTraining.Configuration()
      (configuration.dimensions, configuration.window) = (dimensions, window)
      configuration.seed = words.resources.seed
      configuration.memory = try session.memory().limit
      return try WordVectorTraining(configuration).train(texts, workers: session.workers)
    case .sgns:
      var configuration = SkipGramTraining.Configuration()
      (configuration.dimensions, configuration.window) = (dimensions, window)
      configuration.epochs = epochs ?? configuration.epochs
      configuration.rule = optimizer ?? configuration.rule
      configuration.seed = words.resources.seed
      configuration.memory = try session.memory().limit
      return try SkipGramTraining(configuration).train(texts, workers: session.workers)
    }
  }

  private func calibrated(_ learned: WordVectors, _ session: Session) throws -> WordVectors {
    guard whiten != nil || flow else { return learned }
    var configuration = FlowTraining.Configuration()
    configuration.seed = words.resources.seed
    configuration.memory = try session.memory().limit
    let calibration: Calibration =
      try flow
      ? .flow(of: learned.vectors, configuration, workers: session.workers)
      : .whitening(of: learned.vectors, dimensions: whiten)
    return try WordVectors(
      vocabulary: learned.vocabulary, vectors: calibration.apply(learned.vectors))
  }
}

/// How vectors are learned.
enum VectorMethod: String, ExpressibleByArgument, CaseIterable {
  case ppmi
  case sgns
}
