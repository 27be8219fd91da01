/// The likelihood of classes, as a function of the weights.
struct ConditionalLikelihood {
  let features: SparseMatrix<Double>
  let labels: [Int]
  let classes: Int
  private let bands: FeatureBands

  init(_ features: SparseMatrix<Double>, labels: [Int], classes: Int, threads: Int = 1) {
    self.features = features
    self.labels = labels
    self.classes = classes
    bands = FeatureBands(features, threads: threads)
  }

  /// The mean negative log-likelihood plus (ℓ₂/2)|w|², and its gradient.
  ///
  /// - Parameter parameters: [d, classes], then an intercept a class, or none.
  func evaluate(_ parameters: [Double], l2: Double) -> (value: Double, gradient: [Double]) {
    let model = MaximumEntropyModel(parameters, features: features.columns, classes: classes)
    let logs = CrossEntropy.logSoftmax(
      bands.product(model.weights).addingToRows(model.intercept))
    let n = Double(labels.count)
    let loss = labels.enumerated().reduce(0) { $0 - logs[$1.offset, $1.element] } / n
    var errors = logs.map(Double.exponential)
    for (row, label) in labels.enumerated() { errors[row, label] -= 1 }
    let weights = model.weights
    var gradient = bands.transposedProduct(errors).elements
    for i in gradient.indices { gradient[i] = gradient[i] / n + l2 * weights.elements[i] }
    if parameters.count > gradient.count { gradient += errors.columnSums.map { $0 / n } }
    let penalty = weights.elements.reduce(0) { $0 + $1 * $1 } * l2 / 2
    return (loss + penalty, gradient)
  }

  /// The mean of f · [y = c] over the data: [d, classes].
  var empiricalExpectation: Matrix<Double> {
    var truth = Matrix<Double>(rows: labels.count, columns: classes)
    for (row, label) in labels.enumerated() { truth[row, label] = 1 }
    return features.transposedProduct(truth) * (1 / Double(labels.count))
  }

  /// The mean of f · p(c | x): [d, classes].
  func modelExpectation(_ model: MaximumEntropyModel) -> Matrix<Double> {
    features.transposedProduct(model.probabilities(features)) * (1 / Double(labels.count))
  }
}
