import WordMineBase

/// A normal distribution with independent elements, N(μ, σ²).
public struct DiagonalGaussian: Equatable, Sendable {
  /// μ
  public let mean: [Double]
  /// s = log σ²
  public let logVariance: [Double]

  /// - Throws: `InvalidValue` if there are not as many means as variances, or if one is not finite.
  public init(mean: [Double], logVariance: [Double]) throws(InvalidValue) {
    try InvalidValue.checkEqual(mean.count, "means", logVariance.count, "variances")
    try Matrix(row: mean).checkFinite()
    try Matrix(row: logVariance).checkFinite()
    self.init(mean, logVariance)
  }

  /// - Precondition: Both have as many elements.
  package init(_ mean: [Double], _ logVariance: [Double]) {
    self.mean = mean
    self.logVariance = logVariance
  }

  /// Mean 0 and variance 1.
  init(standardOf dimensions: Int) {
    let zeros = [Double](repeating: 0, count: dimensions)
    self.init(zeros, zeros)
  }

  /// Mean 0 and variance 1.
  ///
  /// - Throws: `InvalidValue` for fewer dimensions than 1.
  public static func standard(_ dimensions: Int) throws(InvalidValue) -> DiagonalGaussian {
    try InvalidValue.check("dimensions", dimensions, atLeast: 1)
    return DiagonalGaussian(standardOf: dimensions)
  }

  /// The Laplace approximation, before a softmax, of a Dirichlet distribution with one α for all K
  /// topics: μ_k = 0, σ² = (1/α)(1 − 2/K) + 1/(Kα).
  ///
  /// Reference: Srivastava and Sutton 2017, *Autoencoding Variational Inference for Topic Models*.
  ///
  /// - Throws: `InvalidValue` for fewer topics than 2, and for an α that is not above 0, or so small that
  ///   the variance is infinite.
  public static func dirichlet(
    topics: Int, concentration: Double
  ) throws(InvalidValue) -> DiagonalGaussian {
    try InvalidValue.check("topics", topics, atLeast: 2)
    return try dirichlet(Array(repeating: concentration, count: topics))
  }

  /// The same with an α for each topic: μ_k = log α_k − mean log α,
  /// σ²_k = (1/α_k)(1 − 2/K) + Σ(1/α) / K².
  ///
  /// - Throws: `InvalidValue` for fewer topics than 2, and for an α that is not above 0, or so small that
  ///   the variance is infinite.
  public static func dirichlet(
    _ concentrations: [Double]
  ) throws(InvalidValue) -> DiagonalGaussian {
    try InvalidValue.check("topics", concentrations.count, atLeast: 2)
    for alpha in concentrations {
      try InvalidValue.checkPositive("concentration", alpha)
      guard (1 / alpha).isFinite else {
        throw InvalidValue(
          "a concentration of \(alpha) has an infinite variance; it can be from 1e-300")
      }
    }
    let count = Double(concentrations.count)
    let logs = concentrations.map { Double.log($0) }
    let level = logs.reduce(0, +) / count
    let rest = concentrations.reduce(0) { $0 + 1 / $1 } / (count * count)
    let variances = concentrations.map { (1 - 2 / count) / $0 + rest }
    return DiagonalGaussian(logs.map { $0 - level }, variances.map { Double.log($0) })
  }

  /// KL(self ‖ prior) of each element in nats: ½ (s₂ − s₁ + (σ₁² + (μ₁ − μ₂)²) / σ₂² − 1).
  ///
  /// - Throws: `InvalidValue` if the prior has not as many elements.
  public func divergences(from prior: DiagonalGaussian) throws(InvalidValue) -> [Double] {
    try check(prior.mean.count)
    return mean.indices.map { i in
      // Differences of logarithms, since the variances themselves can overflow.
      let difference = logVariance[i] - prior.logVariance[i]
      let distance = (mean[i] - prior.mean[i]).overDeviation(logVariance: prior.logVariance[i])
      return 0.5 * (Double.exp(difference) - difference + distance * distance - 1)
    }
  }

  /// KL(self ‖ prior) in nats, the sum over the elements.
  ///
  /// - Throws: `InvalidValue` if the prior has not as many elements.
  public func divergence(from prior: DiagonalGaussian) throws(InvalidValue) -> Double {
    try divergences(from: prior).reduce(0, +)
  }

  /// The logarithm of the density at a point, in nats.
  ///
  /// - Throws: `InvalidValue` if the point has not as many elements.
  public func logDensity(_ point: [Double]) throws(InvalidValue) -> Double {
    try check(point.count)
    return point.indices.reduce(0) { sum, i in
      let distance = (point[i] - mean[i]).overDeviation(logVariance: logVariance[i])
      return sum - 0.5 * (distance * distance + logVariance[i] + Double.log(2 * .pi))
    }
  }

  /// μ + σ ε for standard normal noise ε.
  ///
  /// - Throws: `InvalidValue` if the noise has not as many elements.
  public func sample(noise: [Double]) throws(InvalidValue) -> [Double] {
    try check(noise.count)
    return mean.indices.map { mean[$0] + Double.exp(logVariance[$0] / 2) * noise[$0] }
  }

  private func check(_ count: Int) throws(InvalidValue) {
    try InvalidValue.checkEqual(count, "elements", mean.count, "elements of the distribution")
  }

  /// The distribution of the sum of two independent points: normal again.
  ///
  /// - Precondition: Both have as many elements.
  public static func + (a: DiagonalGaussian, b: DiagonalGaussian) -> DiagonalGaussian {
    precondition(a.mean.count == b.mean.count, "\(a.mean.count) and \(b.mean.count) elements")
    return DiagonalGaussian(
      zip(a.mean, b.mean).map(+),
      zip(a.logVariance, b.logVariance).map {
        max($0, $1) + Double.log(onePlus: Double.exp(-abs($0 - $1)))
      })
  }

  /// The distribution of a multiple of a point.
  public static func * (a: DiagonalGaussian, factor: Double) -> DiagonalGaussian {
    let shift = 2 * Double.log(abs(factor))
    return DiagonalGaussian(
      a.mean.map { $0 * factor }, a.logVariance.map { $0 + shift })
  }

  /// A point between two points of one distribution N(0, σ²) that has that distribution too:
  /// a cos θ + b sin θ, with θ from 0 to π/2.
  ///
  /// - Throws: `InvalidValue` if they have not as many elements.
  public static func between(
    _ a: [Double], _ b: [Double], angle: Double
  ) throws(InvalidValue) -> [Double] {
    try InvalidValue.checkEqual(a.count, "elements", b.count, "elements of the other point")
    return zip(a, b).map { $0 * Double.cos(angle) + $1 * Double.sin(angle) }
  }
}
