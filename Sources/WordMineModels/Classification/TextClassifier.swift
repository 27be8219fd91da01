import WordMineNumerics

/// Tells the label of a text from its features, and says why.
///
///     p(c | text) ∝ exp(b_c + Σ_f x_f w_fc)
///
/// x is 1 for each feature that the text has; or, where the model was learnt through a bottleneck, the
/// share of each among those it has.
public struct TextClassifier: Sendable {
  /// In the order of their code points.
  public let labels: [String]
  public let features: TextFeatures
  public let vocabulary: FeatureVocabulary
  /// In nats.
  let model: MaximumEntropyModel
  /// What each feature cost to use, in bits; `nil` without a bottleneck.
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

  /// What is thought of a text.
  public struct Prediction: Equatable, Sendable {
    /// The place of the likeliest label, the first of equals.
    public let label: Int
    /// One a label.
    public let probabilities: [Double]
    /// How many known features the text has; with none, only the frequency of the labels counts.
    public let knownFeatures: Int
  }

  /// - Complexity: O(features · labels) a text.
  public func predict(_ documents: DocumentBlock) -> [Prediction] {
    let matrix = matrix(documents)
    let probabilities = model.probabilities(matrix)
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

  /// What a feature says for a label.
  public struct Reason: Equatable, Sendable {
    public let feature: String
    /// By how many bits it raises the logarithm of the odds of the label against the (geometric) mean
    /// of all labels.
    public let bits: Double
    /// In bits; `nil` without a bottleneck.
    public let cost: Double?
  }

  /// What speaks most for a label, in all texts.
  ///
  /// - Returns: By falling bits, then by frequency and text; at most `count`, and only what speaks
  ///   for it.
  public func reasons(for label: Int, count: Int = 20) -> [Reason] {
    ranked((0..<vocabulary.count).map { ($0, 1) }, label).prefix(count).filter { $0.bits > 0 }
  }

  /// What speaks for a label, and against it, in one text.
  ///
  /// With ``intercept(of:)`` the bits add up to the logarithm of the odds.
  ///
  /// - Parameter documents: One document.
  /// - Returns: All its known features, by falling bits, then by frequency and text.
  public func reasons(for label: Int, in documents: DocumentBlock) -> [Reason] {
    precondition(documents.count == 1, "\(documents.count) documents, not one")
    let matrix = matrix(documents)
    return ranked(zip(matrix.columnIndices, matrix.values).map { (Int($0), $1) }, label)
  }

  /// What speaks for a label before a text is read, in bits.
  public func intercept(of label: Int) -> Double {
    Information.bits(
      model.intercept[label] - model.intercept.reduce(0, +) / Double(labels.count))
  }

  private func ranked(_ features: [(number: Int, value: Double)], _ label: Int) -> [Reason] {
    let bits = features.map { feature in
      let weights = model.weights.row(feature.number)
      let mean = weights.reduce(0, +) / Double(labels.count)
      return Information.bits(feature.value * (model.weights[feature.number, label] - mean))
    }
    return features.indices.sorted { (bits[$1], $0) < (bits[$0], $1) }.map { index in
      let number = features[index].number
      return Reason(
        feature: vocabulary[number], bits: bits[index], cost: costs.map { $0[number] })
    }
  }
}
