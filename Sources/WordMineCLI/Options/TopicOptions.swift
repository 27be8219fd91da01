import ArgumentParser
import WordMine
import WordMineModels

/// How topics are learned.
struct TopicOptions: ParsableArguments {
  @Option(name: .customLong("k"), help: "The number of topics; by default \(Self.standard.topics).")
  var topics: Int?

  @Option(
    help: """
      The prior of the topics of a document: laplace (few topics, like a Dirichlet distribution) or \
      normal; by default \(Self.standard.prior.rawValue).
      """)
  var prior: TopicTraining.Prior?

  @Option(
    help: """
      The α of the laplace prior: smaller for fewer topics in a document; by default \
      \(Self.standard.concentration).
      """)
  var concentration: Double?

  @Option(help: "How often all documents are seen; by default \(Self.standard.epochs).")
  var epochs: Int?

  @Option(help: "The documents of a batch; by default \(Self.standard.batch).")
  var batch: Int?

  @Option(
    help: "The peak learning rate; by default \(Self.standard.learningRate).")
  var learningRate: Double?

  @Option(
    help: "Leave out words that are in fewer documents; by default \(Self.common.minimumDocuments)."
  )
  var minDocuments: Int?

  @Option(
    help:
      "Leave out words that are in a larger share of documents; by default \(Self.common.largestShare)."
  )
  var maxShare: Double?

  @Option(
    help: "Leave out words of fewer characters; by default \(Self.common.minimumLength).")
  var minLength: Int?

  @Option(
    help: "The most words, those in the most documents; by default \(Self.common.mostWords).")
  var vocabulary: Int?

  private static var standard: TopicTraining.Configuration { .init() }
  private static var common: BagsOfWords.Selection { .init() }

  /// Whether none was given.
  var isEmpty: Bool {
    let integers = [topics, epochs, batch, minDocuments, minLength, vocabulary]
    let numbers = [concentration, learningRate, maxShare]
    return prior == nil && integers.allSatisfy { $0 == nil } && numbers.allSatisfy { $0 == nil }
  }

  func validate() throws {
    let (training, words) = (configuration, selection)
    try require("--k", training.topics, in: 2...1000)
    try require("--epochs", training.epochs, atLeast: 1)
    try require("--batch", training.batch, atLeast: 2)
    try require("--min-documents", words.minimumDocuments, atLeast: 1)
    try require("--min-length", words.minimumLength, atLeast: 1)
    try require("--vocabulary", words.mostWords, atLeast: 2)
    try require(
      words.largestShare > 0 && words.largestShare <= 1,
      "--max-share is \(words.largestShare); it can be above 0, up to 1")
    try require("--concentration", training.concentration, in: 1e-30...1e30)
    try require(positive: "--learning-rate", training.learningRate)
  }

  var configuration: TopicTraining.Configuration {
    var configuration = Self.standard
    configuration.topics = topics ?? configuration.topics
    configuration.prior = prior ?? configuration.prior
    configuration.concentration = concentration ?? configuration.concentration
    configuration.epochs = epochs ?? configuration.epochs
    configuration.batch = batch ?? configuration.batch
    configuration.learningRate = learningRate ?? configuration.learningRate
    return configuration
  }

  var selection: BagsOfWords.Selection {
    var selection = Self.common
    selection.minimumDocuments = minDocuments ?? selection.minimumDocuments
    selection.largestShare = maxShare ?? selection.largestShare
    selection.minimumLength = minLength ?? selection.minimumLength
    selection.mostWords = vocabulary ?? selection.mostWords
    return selection
  }
}
