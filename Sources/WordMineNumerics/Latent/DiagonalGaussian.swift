/// A normal distribution with independent elements.
public struct DiagonalGaussian: Equatable, Sendable {
  public var mean: [Double]
  /// s = log σ²
  public var logVariance: [Double]

  public init(mean: [Double], logVariance: [Double]) {
    precondition(
      mean.count == logVariance.count, "\(mean.count) means, \(logVariance.count) variances")
    self.mean = mean
    self.logVariance = logVariance
  }

  /// Mean 0 and variance 1.
  public static func standard(_ dimensions: Int) -> DiagonalGaussian {
    let zeros = [Double](repeating: 0, count: dimensions)
    return DiagonalGaussian(mean: zeros, logVariance: zeros)
  }

  /// What a Dirichlet distribution with one α for all topics looks like before a softmax, by
  /// Laplace's approximation: μ_k = 0, σ² = (1/α)(1 − 2/K) + 1/(Kα).
  ///
  /// Reference: Srivastava and Sutton 2017, *Autoencoding Variational Inference for Topic Models*.
  public static func dirichlet(topics: Int, concentration: Double) -> DiagonalGaussian {
    dirichlet(Array(repeating: concentration, count: topics))
  }

  /// The same with an α for each topic: μ_k = log α_k − mean log α,
  /// σ²_k = (1/α_k)(1 − 2/K) + Σ(1/α) / K².
  public static func dirichlet(_ concentrations: [Double]) -> DiagonalGaussian {
    let count = Double(concentrations.count)
    let logs = concentrations.map(Double.logarithm)
    let level = logs.reduce(0, +) / count
    let rest = concentrations.reduce(0) { $0 + 1 / $1 } / (count * count)
    let variances = concentrations.map { (1 - 2 / count) / $0 + rest }
    return DiagonalGaussian(
      mean: logs.map { $0 - level }, logVariance: variances.map(Double.logarithm))
  }

  /// The divergence of each element in nats: ½ (s₂ − s₁ + (σ₁² + (μ₁ − μ₂)²) / σ₂² − 1).
  public func divergences(from prior: DiagonalGaussian) -> [Double] {
    precondition(mean.count == prior.mean.count, "\(mean.count) and \(prior.mean.count) elements")
    return mean.indices.map { i in
      let distance = mean[i] - prior.mean[i]
      let ratio =
        (Double.exponential(logVariance[i]) + distance * distance)
        / Double.exponential(prior.logVariance[i])
      return 0.5 * (prior.logVariance[i] - logVariance[i] + ratio - 1)
    }
  }

  /// KL(self ‖ prior) in nats, the sum over the elements.
  public func divergence(from prior: DiagonalGaussian) -> Double {
    divergences(from: prior).reduce(0, +)
  }

  /// log of the density at a point, in nats.
  public func logDensity(_ point: [Double]) -> Double {
    point.indices.reduce(0) { sum, i in
      let distance = point[i] - mean[i]
      let square = distance * distance / Double.exponential(logVariance[i])
      return sum - 0.5 * (square + logVariance[i] + Double.logarithm(2 * .pi))
    }
  }

  /// μ + σ ε for standard normal noise ε.
  public func sample(noise: [Double]) -> [Double] {
    mean.indices.map { mean[$0] + Double.exponential(logVariance[$0] / 2) * noise[$0] }
  }

  /// The distribution of the sum of two independent points: normal again.
  public static func + (a: DiagonalGaussian, b: DiagonalGaussian) -> DiagonalGaussian {
    DiagonalGaussian(
      mean: zip(a.mean, b.mean).map(+),
      logVariance: zip(a.logVariance, b.logVariance).map {
        Double.logarithm(Double.exponential($0) + Double.exponential($1))
      })
  }

  /// The distribution of a multiple of a point.
  public static func * (a: DiagonalGaussian, factor: Double) -> DiagonalGaussian {
    let shift = 2 * Double.logarithm(abs(factor))
    return DiagonalGaussian(
      mean: a.mean.map { $0 * factor }, logVariance: a.logVariance.map { $0 + shift })
  }

  /// A point between two points of one distribution N(0, σ²) that has that distribution too:
  /// a cos θ + b sin θ, with θ from 0 to π/2.
  public static func between(_ a: [Double], _ b: [Double], angle: Double) -> [Double] {
    zip(a, b).map { $0 * Double.cosine(angle) + $1 * Double.sine(angle) }
  }
}
