import WordMineBase

/// The conditional model of maximum entropy, p(c | x) ∝ exp(w_c · x + b_c). See ``MaximumEntropy``.
public struct MaximumEntropyModel: Equatable, Sendable {
  /// [d, classes], in nats: a feature of value 1 multiplies the odds of a class by e^w.
  public let weights: Matrix<Double>
  /// One number per class, in nats.
  public let intercept: [Double]

  /// - Throws: `InvalidValue` if there are not as many numbers of the intercept as classes, or if a number
  ///   is not finite.
  public init(weights: Matrix<Double>, intercept: [Double]) throws(InvalidValue) {
    try weights.checkFinite()
    try Matrix(row: intercept).checkFinite()
    try InvalidValue.checkEqual(
      intercept.count, "numbers of the intercept", weights.columns, "classes")
    self.init(weights, intercept)
  }

  /// - Precondition: There are as many numbers of the intercept as classes.
  package init(_ weights: Matrix<Double>, _ intercept: [Double]) {
    self.weights = weights
    self.intercept = intercept
  }

  init(_ parameters: [Double], features: Int, classes: Int) {
    let count = features * classes
    weights = Matrix(features, classes, Array(parameters[..<count]))
    intercept =
      parameters.count > count
      ? Array(parameters[count...]) : Array(repeating: 0, count: classes)
  }

  /// The logits, w_c · x + b_c: [n, classes].
  ///
  /// - Throws: `InvalidValue` for features of other columns, or that are not finite, and if a score overflows.
  public func scores(_ features: SparseMatrix<Double>) throws(InvalidValue) -> Matrix<Double> {
    try features.check(columns: weights.rows, "features")
    try features.checkFinite()
    let scores = features.product(weights).addingToRows(intercept)
    if let (sample, label) = scores.firstNotFinite {
      throw InvalidValue(
        "the score of class \(label) for sample \(sample) is \(scores[sample, label]): weights or features "
          + "are too large")
    }
    return scores
  }

  /// p(c | x) of each sample: [n, classes].
  ///
  /// - Throws: `InvalidValue` for features of other columns, or that are not finite.
  public func probabilities(
    _ features: SparseMatrix<Double>
  ) throws(InvalidValue) -> Matrix<Double> {
    try scores(features).softmaxOfRows()
  }

  /// The likeliest class of each sample; of equals the first.
  ///
  /// - Throws: `InvalidValue` for features of other columns, or that are not finite.
  public func predictions(_ features: SparseMatrix<Double>) throws(InvalidValue) -> [Int] {
    let scores = try scores(features)
    return (0..<scores.rows).map { row in
      (0..<scores.columns).reduce(0) { scores[row, $1] > scores[row, $0] ? $1 : $0 }
    }
  }

  /// The mean of log p(y | x), in nats.
  ///
  /// - Throws: `InvalidValue` if there are not as many labels as samples, for an unknown class, and for
  ///   features of other columns, or that are not finite.
  public func meanLogLikelihood(
    _ features: SparseMatrix<Double>, labels: [Int]
  ) throws(InvalidValue) -> Double {
    try InvalidValue.checkEqual(labels.count, "labels", features.rows, "samples")
    try InvalidValue.check("class", labels, below: weights.columns)
    return try -CrossEntropy.losses(scores(features), targets: labels).reduce(0, +)
      / Double(labels.count)
  }
}
