import ArgumentParser
import WordMine
import WordMineModels

/// How topics are learnt.
struct TopicOptions: ParsableArguments {
  @Option(name: .customLong("k"), help: "How many topics.")
  var topics = Self.standard.topics

  @Option(
    help: """
      What the topics of a document are drawn towards: laplace (shares of few topics, as of a Dirichlet \
      distribution) or normal.
      """)
  var prior = Self.standard.prior

  @Option(help: "For laplace, the α of the distribution: smaller for fewer topics in a document.")
  var concentration = Self.standard.concentration

  @Option(help: "How often all documents are seen.")
  var epochs = Self.standard.epochs

  @Option(help: "Documents of a step.")
  var batch = Self.standard.batch

  @Option(help: "The learning rate at its height.")
  var learningRate = Self.standard.learningRate

  @Option(help: "Leave out words of fewer documents.")
  var minDocuments = Self.selection.minimumDocuments

  @Option(help: "Leave out words of a larger share of documents.")
  var maxShare = Self.selection.largestShare

  @Option(help: "Leave out words of fewer characters.")
  var minLength = Self.selection.minimumLength

  @Option(help: "The most words, those of the most documents.")
  var vocabulary = Self.selection.mostWords

  private static var standard: TopicTraining.Configuration { .init() }
  private static var selection: BagsOfWords.Selection { .init() }

  func validate() throws {
    guard (2...1000).contains(topics) else {
      throw ValidationError("--k is \(topics); it can be 2 to 1000")
    }
    guard epochs >= 1, batch >= 2, minDocuments >= 1, minLength >= 1, vocabulary >= 2 else {
      throw ValidationError(
        "--epochs, --min-documents and --min-length must be at least 1, --batch and --vocabulary 2")
    }
    guard maxShare > 0, maxShare <= 1 else {
      throw ValidationError("--max-share is \(maxShare); it can be above 0, to 1")
    }
    guard [concentration, learningRate].allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError("--concentration and --learning-rate must be above 0")
    }
  }

  func training(seed: UInt64) -> TopicTraining {
    var configuration = TopicTraining.Configuration()
    (configuration.topics, configuration.prior) = (topics, prior)
    (configuration.concentration, configuration.epochs) = (concentration, epochs)
    (configuration.batch, configuration.learningRate) = (batch, learningRate)
    configuration.seed = seed
    return TopicTraining(configuration)
  }

  var selection: BagsOfWords.Selection {
    var selection = BagsOfWords.Selection()
    (selection.minimumDocuments, selection.largestShare) = (minDocuments, maxShare)
    (selection.minimumLength, selection.mostWords) = (minLength, vocabulary)
    return selection
  }
}

extension TopicTraining.Prior: ExpressibleByArgument {}
