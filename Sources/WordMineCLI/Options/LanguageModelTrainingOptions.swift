import ArgumentParser
import WordMineModels

/// What a language model is made of, and how it is learnt.
struct LanguageModelTrainingOptions: ParsableArguments {
  @Option(
    help: """
      How heads share what they keep of each character: mha (not at all), mqa (all of it), gqa:N (in N \
      groups), mla (one short vector).
      """)
  var attention = AttentionKind.multiHead

  @Option(help: "Blocks of attention and a gated layer.")
  var layers = Self.standard.shape.layers

  @Option(help: "The width of the vectors of characters.")
  var width = Self.standard.shape.width

  @Option(help: "Heads of the attention.")
  var heads = Self.standard.shape.heads

  @Option(help: "The width of the gated layer.")
  var feedForward = Self.standard.shape.feedForward

  @Option(help: "The most characters that a prediction looks back to.")
  var context = Self.standard.shape.context

  @Option(help: "Characters seen fewer times stand for all that are not known.")
  var minCount = Self.standard.minimumCount

  @Option(help: "tiger, lion or adamw.")
  var optimizer = Self.standard.rule

  @Option(
    help: """
      The learning rate at its height; by default 0.003 for adamw, 0.0006 for lion, 0.004 for tiger, \
      where it is relative to the size of parameters.
      """)
  var learningRate: Double?

  @Option(help: "The share of numbers that is left out at random while learning.")
  var dropout = Self.standard.dropout

  @Option(help: "Sequences, each as long as the context, that are learnt from at once.")
  var batch = Self.standard.batch

  @Option(help: "Batches that make one update.")
  var accumulate = Self.standard.accumulation

  @Option(help: "How often all documents are seen; the learning rate falls to zero by then.")
  var epochs = Self.standard.epochs

  private static var standard: LanguageModelTraining.Configuration { .init() }

  func validate() throws {
    do { try shape.validate() } catch { throw ValidationError(error.description) }
    guard batch >= 1, accumulate >= 1, epochs >= 1, minCount >= 1 else {
      throw ValidationError("--batch, --accumulate, --epochs and --min-count must be at least 1")
    }
    guard (0..<1).contains(dropout) else {
      throw ValidationError("--dropout is \(dropout); it can be 0 to below 1")
    }
    guard learningRate.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--learning-rate must be above 0")
    }
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
