import WordMineBase

/// Learns the conditional model of maximum entropy: multinomial logistic regression.
///
///     p(c | x) = exp(w_c · x + b_c) / Σ_c' exp(w_c' · x + b_c')
///     L = −(1/n) Σ log p(y_i | x_i) + (ℓ₂/2) |w|² + ℓ₁ Σ|w|
///
/// Of all distributions whose expected features are those of the data it has the greatest entropy,
/// but for the penalties: at the optimum E_data f − E_model f = ℓ₂ w. In the notation of scikit-learn
/// and liblinear C = 1 / (ℓ₂ n). The intercept is not penalized.
///
/// Reference: Berger et al. 1996, *A Maximum Entropy Approach to Natural Language Processing*.
public struct MaximumEntropy: Sendable {
  public struct Configuration: Sendable {
    /// ℓ₂
    public var l2 = 0.0
    /// ℓ₁
    public var l1 = 0.0
    /// Whether there is an intercept b; it is not penalized.
    public var hasIntercept = false
    /// How the optimum is found.
    public var solver = Solver.quasiNewton
    /// Stops when no element of the gradient (of iterative scaling: of the change of the weights) is
    /// larger.
    public var tolerance = 1e-6
    /// The most iterations.
    public var maximumIterations = 1000

    public init() {}
  }

  /// An algorithm that finds the optimum.
  public enum Solver: String, Sendable, CaseIterable {
    /// L-BFGS, or OWL-QN if there is an ℓ₁.
    case quasiNewton
    /// Generalized iterative scaling: each weight by log(E_data f / E_model f) / C. For study: slow.
    case generalizedScaling
    /// Improved iterative scaling: each weight by the root of an equation of its own. For study: slow.
    case improvedScaling
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Fits the weights to samples of known classes; reports the stage `training`.
  ///
  /// - Parameters:
  ///   - features: [n, d], one row per sample.
  ///   - labels: The class of each sample, from 0.
  ///   - classes: The number of classes.
  /// - Throws: `InvalidValue` if there is no sample, if a feature is not finite or so large that the
  ///   gradient overflows, if there are not as many labels as samples, for an unknown class, for a
  ///   configuration that cannot be used (iterative scaling has neither penalties nor an intercept, and
  ///   needs features that are not negative); `Interrupted` between iterations.
  /// - Complexity: O(elements · classes) per iteration.
  public func fit(
    _ features: SparseMatrix<Double>, labels: [Int], classes: Int, workers: Workers = Workers()
  ) throws -> MaximumEntropyModel {
    try configuration.check(features)
    try features.checkFinite()
    try InvalidValue.check("samples", features.rows, atLeast: 1)
    try InvalidValue.checkEqual(labels.count, "labels", features.rows, "samples")
    try InvalidValue.check("classes", classes, atLeast: 1)
    try InvalidValue.check("class", labels, below: classes)
    let objective = ConditionalLikelihood(
      features, labels: labels, classes: classes, workers: workers)
    if configuration.solver != .quasiNewton {
      return try IterativeScaling(objective, configuration).fit(workers: workers)
    }
    var settings = LBFGS.Configuration()
    settings.tolerance = configuration.tolerance
    settings.maximumIterations = configuration.maximumIterations
    settings.l1 = configuration.l1
    let weights = features.columns * objective.width
    let start = [Double](
      repeating: 0, count: weights + (configuration.hasIntercept ? objective.width : 0))
    let result = try LBFGS(settings).minimize(
      from: start, penalized: 0..<weights, workers: workers
    ) { try objective.evaluate($0, l2: configuration.l2) }
    return objective.model(result.x)
  }
}

extension MaximumEntropy.Configuration {
  fileprivate func check(_ features: SparseMatrix<Double>) throws(InvalidValue) {
    try InvalidValue.checkNotNegative("l1", l1)
    try InvalidValue.checkNotNegative("l2", l2)
    try InvalidValue.checkNotNegative("tolerance", tolerance)
    try InvalidValue.check("maximumIterations", maximumIterations, atLeast: 0)
    guard solver != .quasiNewton else { return }
    guard l1 == 0, l2 == 0, !hasIntercept else {
      throw InvalidValue(
        "iterative scaling has neither penalties nor an intercept; use quasiNewton")
    }
    guard features.values.allSatisfy({ $0 >= 0 }) else {
      throw InvalidValue("iterative scaling needs features that are not negative; use quasiNewton")
    }
  }
}
