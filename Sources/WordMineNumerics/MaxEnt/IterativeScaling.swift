import WordMineBase

/// Scales weights until the model expects as much of each feature as the data has.
///
/// The weight of a feature that no sample of a class has would go to −∞; it remains zero. No feature is
/// added to make the sums equal, since it would cancel within this conditional model.
///
/// References: Darroch and Ratcliff 1972, *Generalized Iterative Scaling for Log-Linear Models*;
/// Della Pietra et al. 1997, *Inducing Features of Random Fields*.
struct IterativeScaling {
  private let objective: ConditionalLikelihood
  private let configuration: MaximumEntropy.Configuration
  private let empirical: Matrix<Double>
  /// Σ f of each sample.
  private let sums: [Double]
  /// The features, a row each.
  private let transpose: SparseMatrix<Double>

  init(_ objective: ConditionalLikelihood, _ configuration: MaximumEntropy.Configuration) {
    self.objective = objective
    self.configuration = configuration
    empirical = objective.empiricalExpectation
    let features = objective.features
    sums = (0..<features.rows).map { features.values[features.range(ofRow: $0)].reduce(0, +) }
    transpose = features.transposed()
  }

  /// - Parameter observe: Receives the number of each iteration, and the model after it.
  /// - Throws: `Interrupted` between iterations.
  func fit(
    workers: Workers = Workers(), observe: (Int, MaximumEntropyModel) -> Void = { _, _ in }
  ) throws -> MaximumEntropyModel {
    let intercept = [Double](repeating: 0, count: objective.classes)
    var weights = Matrix<Double>(rows: empirical.rows, columns: empirical.columns)
    var model = MaximumEntropyModel(weights, intercept)
    let iterations = max(1, configuration.maximumIterations)
    for iteration in 1...iterations {
      try workers.report("training", Double(iteration - 1) / Double(iterations))
      let change =
        try configuration.solver == .generalizedScaling ? generalized(model) : improved(model)
      weights += change
      model = MaximumEntropyModel(weights, intercept)
      observe(iteration, model)
      if change.maximumMagnitude <= configuration.tolerance { break }
    }
    try workers.report("training", 1)
    return model
  }

  private func generalized(
    _ model: MaximumEntropyModel
  ) throws(InvalidValue) -> Matrix<Double> {
    let largest = sums.max() ?? 1
    return empirical.combined(with: try objective.modelExpectation(model)) { data, model in
      data > 0 && model > 0 ? Double.log(data / model) / largest : 0
    }
  }

  /// Solves (1/n) Σ p(c | x) f e^(δ Σf) = E_data f for δ, by Newton's method.
  private func improved(_ model: MaximumEntropyModel) throws(InvalidValue) -> Matrix<Double> {
    let probabilities = try model.probabilities(objective.features)
    var change = Matrix<Double>(rows: empirical.rows, columns: empirical.columns)
    for feature in 0..<change.rows {
      for label in 0..<change.columns where empirical[feature, label] > 0 {
        change[feature, label] = root(feature, label, probabilities)
      }
    }
    return change
  }

  private func root(_ feature: Int, _ label: Int, _ probabilities: Matrix<Double>) -> Double {
    var delta = 0.0
    for _ in 0..<100 {
      var (value, slope) = (-empirical[feature, label], 0.0)
      for index in transpose.range(ofRow: feature) {
        let sample = Int(transpose.columnIndices[index])
        let part = probabilities[sample, label] * transpose.values[index]
        let term = part * Double.exp(delta * sums[sample]) / Double(sums.count)
        value += term
        slope += term * sums[sample]
      }
      let step = value / slope
      delta -= step
      if abs(step) < 1e-14 { break }
    }
    return delta
  }
}
