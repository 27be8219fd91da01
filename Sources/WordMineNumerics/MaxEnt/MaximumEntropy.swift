/// The conditional model of maximum entropy: multinomial logistic regression.
///
///     p(c | x) = exp(w_c · x + b_c) / Σ_c' exp(w_c' · x + b_c')
///     L = −(1/n) Σ log p(y_i | x_i) + (ℓ₂/2) |w|² + ℓ₁ Σ|w|
///
/// Of all distributions whose expected features are those of the data it has the greatest entropy,
/// but for the penalties: at the optimum E_data f − E_model f = ℓ₂ w. In the terms of scikit-learn and
/// liblinear C = 1 / (ℓ₂ n). The intercept is not penalized.
///
/// Reference: Berger et al. 1996, *A Maximum Entropy Approach to Natural Language Processing*.
public struct MaximumEntropy: Sendable {
  public struct Configuration: Sendable {
    public var l2 = 0.0
    public var l1 = 0.0
    public var hasIntercept = false
    public var solver = Solver.quasiNewton
    public var tolerance = 1e-6
    public var maximumIterations = 1000
    /// Those that L-BFGS uses; results do not depend on it.
    public var threads = 1

    public init() {}
  }

  public enum Solver: String, Sendable, CaseIterable {
    /// L-BFGS, or OWL-QN where there is an ℓ₁.
    case quasiNewton
    /// Generalized iterative scaling: each weight by log(E_data f / E_model f) / C. To learn from.
    case generalizedScaling
    /// Improved iterative scaling: each weight by the root of an equation of its own. To learn from.
    case improvedScaling
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Fits the weights to samples with known classes.
  ///
  /// - Parameters:
  ///   - features: [n, d], one row a sample.
  ///   - labels: One class a sample, from 0.
  ///   - progress: Is given the number of each iteration of iterative scaling and the weights then.
  /// - Precondition: Iterative scaling has neither penalties nor an intercept, and needs features that
  ///   are not negative.
  /// - Complexity: O(elements · classes) an iteration.
  public func fit(
    _ features: SparseMatrix<Double>, labels: [Int], classes: Int,
    progress: (Int, MaximumEntropyModel) -> Void = { _, _ in }
  ) -> MaximumEntropyModel {
    precondition(labels.count == features.rows, "\(labels.count) labels, \(features.rows) samples")
    precondition(labels.allSatisfy { $0 >= 0 && $0 < classes }, "a label beyond \(classes) classes")
    let objective = ConditionalLikelihood(
      features, labels: labels, classes: classes, threads: configuration.threads)
    if configuration.solver != .quasiNewton {
      return IterativeScaling(objective, configuration).fit(progress: progress)
    }
    var settings = LBFGS.Configuration()
    settings.tolerance = configuration.tolerance
    settings.maximumIterations = configuration.maximumIterations
    settings.l1 = configuration.l1
    let weights = features.columns * objective.width
    let start = [Double](
      repeating: 0, count: weights + (configuration.hasIntercept ? objective.width : 0))
    let result = LBFGS(settings).minimize(from: start, penalized: 0..<weights) {
      objective.evaluate($0, l2: configuration.l2)
    }
    return objective.model(result.x)
  }
}

/// A fitted conditional model.
public struct MaximumEntropyModel: Equatable, Sendable {
  /// [d, classes], in nats: a feature of value 1 multiplies the odds of a class by e^w.
  public let weights: Matrix<Double>
  /// One number a class.
  public let intercept: [Double]

  public init(weights: Matrix<Double>, intercept: [Double]) {
    precondition(
      intercept.count == weights.columns, "\(intercept.count) for \(weights.columns) classes")
    self.weights = weights
    self.intercept = intercept
  }

  init(_ parameters: [Double], features: Int, classes: Int) {
    let count = features * classes
    weights = Matrix(rows: features, columns: classes, elements: Array(parameters[..<count]))
    intercept =
      parameters.count > count
      ? Array(parameters[count...]) : Array(repeating: 0, count: classes)
  }

  /// The logarithms of the odds, before they are normalized: [n, classes].
  public func scores(_ features: SparseMatrix<Double>) -> Matrix<Double> {
    features.product(weights).addingToRows(intercept)
  }

  /// p(c | x) of each sample: [n, classes].
  public func probabilities(_ features: SparseMatrix<Double>) -> Matrix<Double> {
    scores(features).softmaxOfRows()
  }

  /// The likeliest class of each sample, the first one where several are.
  public func predictions(_ features: SparseMatrix<Double>) -> [Int] {
    let scores = scores(features)
    return (0..<scores.rows).map { row in
      (0..<scores.columns).reduce(0) { scores[row, $1] > scores[row, $0] ? $1 : $0 }
    }
  }

  /// The mean of log p(y | x), in nats.
  public func meanLogLikelihood(_ features: SparseMatrix<Double>, labels: [Int]) -> Double {
    -CrossEntropy.losses(scores(features), targets: labels).reduce(0, +) / Double(labels.count)
  }
}
