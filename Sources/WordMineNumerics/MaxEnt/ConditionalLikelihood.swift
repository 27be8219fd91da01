/// The likelihood of classes, as a function of the weights.
///
/// Two classes have one weight a feature, v = w₁ − w₀: the penalties are least where w₁ = −w₀ = v/2.
struct ConditionalLikelihood {
  let features: SparseMatrix<Double>
  let labels: [Int]
  let classes: Int
  /// Weights a feature.
  let width: Int
  private let bands: FeatureBands

  init(_ features: SparseMatrix<Double>, labels: [Int], classes: Int, threads: Int = 1) {
    self.features = features
    self.labels = labels
    self.classes = classes
    width = classes == 2 ? 1 : classes
    bands = FeatureBands(features, threads: threads)
  }

  /// The mean negative log-likelihood plus (ℓ₂/2)|w|², and its gradient.
  ///
  /// - Parameter parameters: [d, width], then an intercept a column, or none.
  func evaluate(_ parameters: [Double], l2: Double) -> (value: Double, gradient: [Double]) {
    let count = features.columns * width
    let weights = Matrix(
      rows: features.columns, columns: width, elements: Array(parameters[..<count]))
    var errors = bands.product(weights)
    if parameters.count > count { errors = errors.addingToRows(Array(parameters[count...])) }
    let n = Double(labels.count)
    let loss = (width == 1 ? takeBinaryErrors(&errors) : takeErrors(&errors)) / n
    var gradient = bands.transposedProduct(errors).elements
    // v² / 2 is the sum of the squares of both weights.
    let l2 = classes == 2 ? l2 / 2 : l2
    for i in gradient.indices { gradient[i] = gradient[i] / n + l2 * parameters[i] }
    if parameters.count > count { gradient += errors.columnSums.map { $0 / n } }
    let penalty = dot(parameters[..<count], parameters[..<count]) * l2 / 2
    return (loss + penalty, gradient)
  }

  /// Puts p(c | x) − [y = c] in the place of scores.
  ///
  /// - Returns: −Σ log p(y | x).
  private func takeErrors(_ scores: inout Matrix<Double>) -> Double {
    var loss = 0.0
    for (row, label) in labels.enumerated() {
      let range = row * classes..<(row + 1) * classes
      let greatest = range.reduce(-Double.infinity) { max($0, scores.elements[$1]) }
      let own = scores[row, label] - greatest
      var sum = 0.0
      for i in range {
        let power = Double.exponential(scores.elements[i] - greatest)
        scores.elements[i] = power
        sum += power
      }
      for i in range { scores.elements[i] /= sum }
      scores[row, label] -= 1
      loss += Double.logarithm(sum) - own
    }
    return loss
  }

  /// The same for two classes, with p(1 | x) − y in the place of v · x.
  private func takeBinaryErrors(_ scores: inout Matrix<Double>) -> Double {
    var loss = 0.0
    for (row, label) in labels.enumerated() {
      let score = scores[row, 0]
      loss += Double.softplus(label == 1 ? -score : score)
      scores[row, 0] = Double.sigmoid(score) - Double(label)
    }
    return loss
  }

  /// The model with these parameters.
  func model(_ parameters: [Double]) -> MaximumEntropyModel {
    let parameters =
      classes == 2 ? parameters.flatMap { [-$0 / 2, $0 / 2] } : parameters
    return MaximumEntropyModel(parameters, features: features.columns, classes: classes)
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
