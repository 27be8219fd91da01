import WordMineBase
import WordMineNumerics

/// Predicts the label of a text from its features, and explains why in bits.
///
///     p(c | text) ∝ exp(b_c + Σ_f x_f w_fc)
///
/// x is 1 for each feature of the text or, with a bottleneck, the share of the feature among all
/// known features of the text.
public struct TextClassifier: Sendable {
  /// The labels in code point order.
  public let labels: [String]
  /// How features are extracted from texts.
  public let features: TextFeatures
  /// The known features.
  public let vocabulary: FeatureVocabulary
  /// The model, in nats.
  let model: MaximumEntropyModel
  /// The information taken from each feature, in bits, by id; `nil` without a bottleneck.
  public let costs: [Double]?

  init(
    labels: [String], features: TextFeatures, vocabulary: FeatureVocabulary,
    model: MaximumEntropyModel, costs: [Double]? = nil
  ) {
    self.labels = labels
    self.features = features
    self.vocabulary = vocabulary
    self.model = model
    self.costs = costs
  }

  /// The predicted label of a text, and the probabilities of all labels.
  public struct Prediction: Equatable, Sendable {
    /// The most likely label, as an index of ``labels``; the first of equals.
    public let label: Int
    /// The probability of each label.
    public let probabilities: [Double]
    /// The number of known features in the text; without any, only label frequencies count.
    public let knownFeatures: Int
  }

  /// Predicts the label of each document.
  ///
  /// - Throws: `InvalidValue` if the weights are so large that a score overflows.
  /// - Complexity: O(features · labels) per document.
  public func predict(_ documents: DocumentBlock) throws(InvalidValue) -> [Prediction] {
    let matrix = matrix(documents)
    let probabilities = try model.probabilities(matrix)
    return (0..<documents.count).map { row in
      let shares = Array(probabilities.row(row))
      let best = shares.indices.reduce(0) { shares[$1] > shares[$0] ? $1 : $0 }
      return Prediction(
        label: best, probabilities: shares, knownFeatures: matrix.range(ofRow: row).count)
    }
  }

  private func matrix(_ documents: DocumentBlock) -> SparseMatrix<Double> {
    vocabulary.matrix(documents, asShares: costs != nil)
  }

  /// The evidence of a feature for a label.
  public struct Reason: Equatable, Sendable {
    /// The feature as text.
    public let feature: String
    /// The increase in the log-odds of the label against the geometric mean of all labels, in bits.
    public let bits: Double
    /// The information taken from the feature, in bits; `nil` without a bottleneck.
    public let cost: Double?
  }

  /// The strongest evidence for a label over all texts.
  ///
  /// - Parameter label: An index of ``labels``.
  /// - Returns: At most `count` reasons with positive evidence, in decreasing order, then by
  ///   frequency and text.
  /// - Throws: `InvalidValue` for an unknown label, or a negative count.
  public func reasons(for label: Int, count: Int = 20) throws(InvalidValue) -> [Reason] {
    try check(label)
    try InvalidValue.check("count", count, atLeast: 0)
    return ranked((0..<vocabulary.count).map { ($0, 1) }, label).prefix(count).filter {
      $0.bits > 0
    }
  }

  /// The evidence for and against a label in one text.
  ///
  /// Together with ``intercept(of:)``, the bits sum to the log-odds of the label against the
  /// geometric mean of all labels.
  ///
  /// - Parameters:
  ///   - label: An index of ``labels``.
  ///   - documents: A block that contains one document.
  /// - Returns: All its known features, in decreasing order of evidence, then by frequency and
  ///   text.
  /// - Throws: `InvalidValue` for an unknown label, or if there is not exactly one document.
  public func reasons(
    for label: Int, in documents: DocumentBlock
  ) throws(InvalidValue) -> [Reason] {
    try check(label)
    try InvalidValue.check("number of documents", documents.count, in: 1...1)
    let matrix = matrix(documents)
    return ranked(zip(matrix.columnIndices, matrix.values).map { (Int($0), $1) }, label)
  }

  /// The evidence for a label without any feature, in bits.
  ///
  /// - Throws: `InvalidValue` for an unknown label.
  public func intercept(of label: Int) throws(InvalidValue) -> Double {
    try check(label)
    return Information.bits(
      model.intercept[label] - model.intercept.reduce(0, +) / Double(labels.count))
  }

  private func check(_ label: Int) throws(InvalidValue) {
    try InvalidValue.check("label", [label], below: labels.count)
  }

  private func ranked(_ features: [(id: Int, value: Double)], _ label: Int) -> [Reason] {
    let bits = features.map { feature in
      let weights = model.weights.row(feature.id)
      let mean = weights.reduce(0, +) / Double(labels.count)
      return Information.bits(feature.value * (model.weights[feature.id, label] - mean))
    }
    return features.indices.sorted { (bits[$1], $0) < (bits[$0], $1) }.map { index in
      let id = features[index].id
      return Reason(
        feature: vocabulary.text(of: id), bits: bits[index], cost: costs.map { $0[id] })
    }
  }
}
