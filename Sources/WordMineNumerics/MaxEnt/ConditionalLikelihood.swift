import WordMineBase

/// The likelihood of classes, as a function of the weights.
///
/// Two classes have one weight per feature, v = w₁ − w₀: penalties are least for w₁ = −w₀ = v/2.
struct ConditionalLikelihood {
  let features: SparseMatrix<Double>
  let labels: [Int]
  let classes: Int
  /// Weights per feature.
  let width: Int
  /// The columns of the matrices that are multiplied: those beyond `width` are zero.
  private let stride: Int
  private let bands: FeatureBands

  init(_ features: SparseMatrix<Double>, labels: [Int], classes: Int, workers: Workers) {
    self.features = features
    self.labels = labels
    self.classes = classes
    width = classes == 2 ? 1 : classes
    stride = width == 1 ? 1 : (width + Double.lanes - 1) / Double.lanes * Double.lanes
    bands = FeatureBands(features, workers: workers)
  }

  /// The mean negative log-likelihood plus (ℓ₂/2)|w|², and its gradient.
  ///
  /// - Parameter parameters: [d, width], then an intercept per column, or none.
  /// - Throws: `Interrupted`
  func evaluate(_ parameters: [Double], l2: Double) throws -> (value: Double, gradient: [Double]) {
    let count = features.columns * width
    let weights = Array(parameters[..<count])
    var errors = try bands.product(
      Matrix(features.columns, width, weights).widened(to: stride))
    let loss = replaceByErrors(&errors, intercept: parameters[count...]) / Double(labels.count)
    // v² / 2 is the sum of the squares of both weights.
    let l2 = classes == 2 ? l2 / 2 : l2
    var gradient = try bands.transposedProduct(errors).columns(0..<width).elements
    addMultiple(l2, of: weights, to: &gradient)
    if parameters.count > count { gradient += errors.columnSums.prefix(width) }
    return (loss + dot(weights[...], weights[...]) * l2 / 2, gradient)
  }

  /// Replaces scores, to which an intercept is added, by (p(c | x) − [y = c]) / n.
  ///
  /// - Returns: −Σ log p(y | x).
  private func replaceByErrors(_ scores: inout Matrix<Double>, intercept: ArraySlice<Double>)
    -> Double
  {
    let intercept = intercept.isEmpty ? Array(repeating: 0, count: width) : Array(intercept)
    let share = 1 / Double(labels.count)
    var loss = 0.0
    for (row, label) in labels.enumerated() {
      let range = row * stride..<row * stride + width
      loss +=
        width == 1
        ? Self.replaceByBinaryError(&scores.elements[row], label, intercept[0], share)
        : Self.replaceByErrors(&scores.elements, range, label, intercept, share)
    }
    return loss
  }

  private static func replaceByErrors(
    _ scores: inout [Double], _ range: Range<Int>, _ label: Int, _ intercept: [Double],
    _ share: Double
  ) -> Double {
    var greatest = -Double.infinity
    for (i, bias) in zip(range, intercept) {
      scores[i] += bias
      greatest = max(greatest, scores[i])
    }
    let own = scores[range.lowerBound + label] - greatest
    var sum = 0.0
    for i in range {
      let power = Double.exp(scores[i] - greatest)
      scores[i] = power
      sum += power
    }
    for i in range { scores[i] *= share / sum }
    scores[range.lowerBound + label] -= share
    return Double.log(sum) - own
  }

  /// The same for two classes: replaces v · x by (p(1 | x) − y) / n.
  private static func replaceByBinaryError(
    _ score: inout Double, _ label: Int, _ intercept: Double, _ share: Double
  ) -> Double {
    let odds = score + intercept
    score = (Double.sigmoid(odds) - Double(label)) * share
    return Double.softplus(label == 1 ? -odds : odds)
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
  func modelExpectation(_ model: MaximumEntropyModel) throws(InvalidValue) -> Matrix<Double> {
    features.transposedProduct(try model.probabilities(features)) * (1 / Double(labels.count))
  }
}
