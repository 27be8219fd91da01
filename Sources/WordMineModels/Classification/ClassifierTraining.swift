import WordMineBase
import WordMineNumerics

/// Learns a classifier by maximum entropy, or through a bottleneck.
public struct ClassifierTraining: Sendable {
  /// How it is learnt.
  public struct Configuration: Sendable {
    public var features = TextFeatures.characters(longest: 2)
    /// The least number of documents that a feature must occur in.
    public var minimumDocuments = 2
    /// C: the weights are penalized by |w|² / 2C against the sum of the losses of all documents. As in
    /// scikit-learn and liblinear, two labels share one weight, w₁ − w₀.
    public var inversePenalty = 1.0
    /// Σ|w| is penalized by this much against the sum of the losses, in place of |w|²: most weights
    /// become zero. 0 for the squares.
    public var absolutePenalty = 0.0
    /// Stops where no element of the gradient of the mean loss is larger.
    public var tolerance = 1e-4
    public var maximumIterations = 1000
    /// λ; `nil` for no bottleneck.
    public var bottleneck: Double?
    /// For the bottleneck.
    public var epochs = 10
    public var seed: UInt64 = 0
    /// Results do not depend on it.
    public var workers = Workers()

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// - Precondition: There are two different labels at least.
  /// - Complexity: O(features of all documents · labels) an iteration.
  public func train(_ documents: DocumentBlock) -> TextClassifier {
    let labels = Set(documents.labels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    precondition(labels.count > 1, "\(labels.count) labels")
    let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    let classes = documents.labels.map { places[$0]! }
    let vocabulary = FeatureVocabulary(
      documents, minimumDocuments: configuration.minimumDocuments)
    if let divergenceWeight = configuration.bottleneck {
      let training = BottleneckTraining(
        divergenceWeight: divergenceWeight, epochs: configuration.epochs, seed: configuration.seed)
      let (model, costs) = training.train(
        vocabulary.texts(documents), vocabulary: vocabulary.count, labels: classes,
        classes: labels.count)
      return TextClassifier(
        labels: labels, features: configuration.features, vocabulary: vocabulary, model: model,
        costs: costs)
    }
    let model = MaximumEntropy(settings(documents.count, labels.count)).fit(
      vocabulary.matrix(documents), labels: classes, classes: labels.count)
    return TextClassifier(
      labels: labels, features: configuration.features, vocabulary: vocabulary, model: model)
  }

  private func settings(_ documents: Int, _ labels: Int) -> MaximumEntropy.Configuration {
    var settings = MaximumEntropy.Configuration()
    settings.l1 = configuration.absolutePenalty / Double(documents)
    // (w₁ − w₀)² is twice w₀² + w₁², since the weights of a feature add up to zero.
    let share = labels == 2 ? 2.0 : 1.0
    settings.l2 =
      settings.l1 > 0 ? 0 : share / (configuration.inversePenalty * Double(documents))
    settings.hasIntercept = true
    settings.tolerance = configuration.tolerance
    settings.maximumIterations = configuration.maximumIterations
    settings.threads = configuration.workers.threads
    return settings
  }
}
