import WordMineBase
import WordMineNumerics

/// Learns a classifier by maximum entropy, or with an information bottleneck.
public struct ClassifierTraining: Sendable {
  public struct Configuration: Sendable {
    /// The features used to classify texts; they must match those of the documents.
    public var features = TextFeatures.characters(longest: 2)
    /// The least number of documents of a feature that is used.
    public var minimumDocuments = 2
    /// C: the weights are penalized by |w|² / 2C, relative to the sum of the losses of all
    /// documents. As in scikit-learn and liblinear, two labels share one weight, w₁ − w₀.
    public var inversePenalty = 1.0
    /// The factor of a penalty on Σ|w| that replaces the one on |w|², relative to the sum of the
    /// losses: most weights become zero. 0 for the quadratic penalty.
    public var absolutePenalty = 0.0
    /// Training stops when no element of the gradient of the mean loss exceeds this.
    public var tolerance = 1e-4
    /// The maximum number of iterations.
    public var maximumIterations = 1000
    /// λ, the price of one nat of information in nats of loss; `nil` for no bottleneck.
    public var bottleneck: Double?
    /// The number of passes over all documents, with a bottleneck.
    public var epochs = 10
    /// The random seed of the bottleneck.
    public var seed: UInt64 = 0
    /// What learning may take, in bytes.
    package var memory = Int.max

    public init() {}

    /// - Throws: `InvalidValue` for invalid values.
    public func validate() throws(InvalidValue) {
      if case .characters(let longest) = features {
        try InvalidValue.check("longest", longest, atLeast: 1)
      }
      try InvalidValue.checkPositive("inversePenalty", inversePenalty)
      try InvalidValue.checkNotNegative("absolutePenalty", absolutePenalty)
      try InvalidValue.checkNotNegative("tolerance", tolerance)
      try InvalidValue.check("maximumIterations", maximumIterations, atLeast: 0)
      try InvalidValue.checkNotNegative("bottleneck", bottleneck ?? 0)
      try InvalidValue.check("epochs", epochs, in: 0...1 << 30)
    }
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Learns from labelled documents; reports the stage `training`.
  ///
  /// - Throws: `InvalidValue` for fewer than two distinct labels, a label or feature with a line break,
  ///   or an invalid configuration; `MemoryExceeded`; `Interrupted` between iterations.
  /// - Complexity: O(features of all documents · labels) per iteration.
  public func train(
    _ documents: DocumentBlock, workers: Workers = Workers()
  ) throws -> TextClassifier {
    try configuration.validate()
    let labels = Set(documents.labels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    try InvalidValue.check("different labels", labels.count, atLeast: 2)
    try TensorArchive.check("label", lines: labels)
    let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    let classes = documents.labels.map { places[$0]! }
    let vocabulary = FeatureVocabulary(
      documents, minimumDocuments: configuration.minimumDocuments)
    try TensorArchive.check("feature", lines: vocabulary.texts)
    if let divergenceWeight = configuration.bottleneck {
      let training = BottleneckTraining(
        divergenceWeight: divergenceWeight, epochs: configuration.epochs, seed: configuration.seed)
      let (model, costs) = try training.train(
        vocabulary.texts(documents), vocabulary: vocabulary.count, labels: classes,
        classes: labels.count, workers: workers)
      return TextClassifier(
        labels: labels, features: configuration.features, vocabulary: vocabulary, model: model,
        costs: costs)
    }
    // The weights, their gradient, ten steps and changes of it, and what a line search needs; the scores of each
    // document. Measured: 130, 307 and 708 MB for 500, 1000 and 2000 labels of 725, 981 and 1050 features.
    let bytesPerLabel = 272 * vocabulary.count + 24 * documents.count
    try MemoryExceeded.check(
      bytesPerLabel * labels.count, limit: configuration.memory,
      enoughFor:
        "about \(configuration.memory / max(1, bytesPerLabel)) labels of \(vocabulary.count) features",
      advice: "join rare labels, or leave out rare features")
    let model = try MaximumEntropy(settings(documents.count, labels.count)).fit(
      vocabulary.matrix(documents), labels: classes, classes: labels.count, workers: workers)
    return TextClassifier(
      labels: labels, features: configuration.features, vocabulary: vocabulary, model: model)
  }

  private func settings(_ documents: Int, _ labels: Int) -> MaximumEntropy.Configuration {
    var settings = MaximumEntropy.Configuration()
    settings.l1 = configuration.absolutePenalty / Double(documents)
    // (w₁ − w₀)² is twice w₀² + w₁², because the weights of a feature sum to zero.
    let share = labels == 2 ? 2.0 : 1.0
    settings.l2 =
      settings.l1 > 0 ? 0 : share / (configuration.inversePenalty * Double(documents))
    settings.hasIntercept = true
    settings.tolerance = configuration.tolerance
    settings.maximumIterations = configuration.maximumIterations
    return settings
  }
}
