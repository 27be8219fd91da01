import ArgumentParser
import WordMine
import WordMineModels

/// How topics are learnt.
struct TopicOptions: ParsableArguments {
  @Option(name: .customLong("k"), help: "How many topics; by default \(Self.standard.topics).")
  var topics: Int?

  @Option(
    help: """
      What the topics of a document are drawn towards: laplace (shares of few topics, as of a Dirichlet \
      distribution) or normal; by default \(Self.standard.prior.rawValue).
      """)
  var prior: TopicTraining.Prior?

  @Option(
    help: """
      For laplace, the α of the distribution: smaller for fewer topics in a document; by default \
      \(Self.standard.concentration).
      """)
  var concentration: Double?

  @Option(help: "How often all documents are seen; by default \(Self.standard.epochs).")
  var epochs: Int?

  @Option(help: "Documents of a step; by default \(Self.standard.batch).")
  var batch: Int?

  @Option(
    help: "The learning rate at its height; by default \(Self.standard.learningRate).")
  var learningRate: Double?

  @Option(
    help: "Leave out words of fewer documents; by default \(Self.common.minimumDocuments).")
  var minDocuments: Int?

  @Option(
    help: "Leave out words of a larger share of documents; by default \(Self.common.largestShare).")
  var maxShare: Double?

  @Option(
    help: "Leave out words of fewer characters; by default \(Self.common.minimumLength).")
  var minLength: Int?

  @Option(
    help: "The most words, those of the most documents; by default \(Self.common.mostWords).")
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
    guard (2...1000).contains(training.topics) else {
      throw ValidationError("--k is \(training.topics); it can be 2 to 1000")
    }
    guard training.epochs >= 1, training.batch >= 2, words.minimumDocuments >= 1,
      words.minimumLength >= 1, words.mostWords >= 2
    else {
      throw ValidationError(
        "--epochs, --min-documents and --min-length must be at least 1, --batch and --vocabulary 2")
    }
    guard words.largestShare > 0, words.largestShare <= 1 else {
      throw ValidationError("--max-share is \(words.largestShare); it can be above 0, to 1")
    }
    let rates = [training.concentration, training.learningRate]
    guard rates.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError("--concentration and --learning-rate must be above 0")
    }
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

extension TopicTraining.Prior: ExpressibleByArgument {}
