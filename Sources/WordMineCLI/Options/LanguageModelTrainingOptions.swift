import ArgumentParser
import WordMineModels

/// The shape of a language model, and how it is trained.
struct LanguageModelTrainingOptions: ParsableArguments {
  @Option(
    help: """
      How heads share the keys and values of characters: mha (not at all), mqa (one for all), gqa:N (in \
      N groups), mla (one latent vector).
      """)
  var attention = AttentionKind.multiHead

  @Option(help: "The number of blocks, each of attention and a gated layer.")
  var layers = Self.standard.shape.layers

  @Option(help: "The width of the vectors of characters.")
  var width = Self.standard.shape.width

  @Option(help: "The number of attention heads.")
  var heads = Self.standard.shape.heads

  @Option(help: "The width of the gated layer.")
  var feedForward = Self.standard.shape.feedForward

  @Option(help: "The most characters that a prediction looks back at.")
  var context = Self.standard.shape.context

  @Option(help: "Characters that occur fewer times are unknown characters.")
  var minCount = Self.standard.minimumCount

  @Option(help: "tiger, lion or adamw.")
  var optimizer = Self.standard.rule

  @Option(
    help: """
      The peak learning rate; by default 0.003 for adamw, 0.0006 for lion, and 0.004 for tiger, where it \
      is relative to the size of the parameters.
      """)
  var learningRate: Double?

  @Option(help: "The share of activations that is dropped at random while training.")
  var dropout = Self.standard.dropout

  @Option(help: "The sequences of a batch, each as long as the context.")
  var batch = Self.standard.batch

  @Option(help: "The batches of one update.")
  var accumulate = Self.standard.accumulation

  @Option(help: "How often all documents are seen; the learning rate falls to zero by the end.")
  var epochs = Self.standard.epochs

  private static var standard: LanguageModelTraining.Configuration { .init() }

  func validate() throws {
    do { try shape.validate() } catch { throw ValidationError(error.description) }
    for (option, value) in [
      ("--batch", batch), ("--accumulate", accumulate), ("--epochs", epochs),
      ("--min-count", minCount),
    ] { try require(option, value, atLeast: 1) }
    try require(
      (0..<1).contains(dropout), "--dropout is \(dropout); it can be 0 to below 1")
    try require(positive: "--learning-rate", learningRate)
  }

  private var shape: LanguageModelShape {
    var shape = LanguageModelShape()
    (shape.attention, shape.layers, shape.width) = (attention, layers, width)
    (shape.heads, shape.feedForward, shape.context) = (heads, feedForward, context)
    return shape
  }

  func configuration(seed: UInt64) -> LanguageModelTraining.Configuration {
    var configuration = LanguageModelTraining.Configuration()
    (configuration.shape, configuration.minimumCount) = (shape, minCount)
    (configuration.rule, configuration.learningRate) = (optimizer, learningRate)
    (configuration.dropout, configuration.batch) = (dropout, batch)
    (configuration.accumulation, configuration.epochs) = (accumulate, epochs)
    configuration.seed = seed
    return configuration
  }
}
