import WordMineBase

/// The distribution of maximum entropy over some outcomes, given the expectations of features: what is
/// known of a die, say, of which only the mean is known.
///
///     p_i = exp(−Σ_j λ_j f_ij) / Z,  Σ_i p_i f_ij = τ_j
public struct GibbsDistribution: Equatable, Sendable {
  /// p
  public let probabilities: [Double]
  /// λ, one per feature.
  public let multipliers: [Double]

  /// −Σ p log p, in nats.
  public var entropy: Double { Information.entropy(probabilities) }

  /// Finds the distribution by Newton's method on log Z + λ·τ, which is convex in λ.
  ///
  /// Features may depend on each other, or be constant; λ then is one of those that give the distribution.
  ///
  /// - Parameters:
  ///   - features: [outcomes, features]
  ///   - expectations: τ, one per feature.
  /// - Returns: `nil` if no distribution of this form has the expectations: if they contradict each other,
  ///   or leave no probability to an outcome.
  /// - Throws: `InvalidValue` if there is no outcome, if there are not as many expectations as features, or
  ///   if a number is not finite.
  /// - Complexity: O(outcomes · features²) per iteration, of which there are few.
  public init?(
    features: Matrix<Double>, expectations: [Double], by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    try InvalidValue.check("outcomes", features.rows, atLeast: 1)
    try InvalidValue.checkEqual(
      expectations.count, "expectations", features.columns, "features")
    try features.checkFinite()
    try Matrix(row: expectations).checkFinite()
    let basis = try FeatureBasis(features, by: algebra)
    guard let expected = basis.coordinates(of: expectations),
      let (probabilities, multipliers) = try Self.minimum(
        Dual(features: basis.features, expectations: expected), by: algebra)
    else { return nil }
    self.probabilities = probabilities
    self.multipliers = basis.multipliers(multipliers)
  }

  /// p and λ for independent features; `nil` if there is no minimum.
  private static func minimum(
    _ dual: Dual, by algebra: LinearAlgebra
  ) throws(InvalidValue) -> (probabilities: [Double], multipliers: [Double])? {
    let tolerance = 1e-12 * (1 + dual.features.maximumMagnitude)
    var multipliers = [Double](repeating: 0, count: dual.features.columns)
    for _ in 0..<200 {
      let p = dual.probabilities(multipliers)
      let gap = dual.gap(p)
      if gap.allSatisfy({ abs($0) < tolerance }) { return (p, multipliers) }
      guard let factors = try CholeskyFactorization(dual.covariance(p), by: algebra),
        let next = dual.descend(multipliers, along: try factors.solve(gap))
      else { return nil }
      multipliers = next
    }
    return nil
  }

  /// The function that is minimized: log Z + λ·τ.
  private struct Dual {
    let features: Matrix<Double>
    let expectations: [Double]

    private func energies(_ multipliers: [Double]) -> Matrix<Double> {
      Matrix(row: multipliers).product(features, transposingOther: true, by: .portable) * -1
    }

    func probabilities(_ multipliers: [Double]) -> [Double] {
      energies(multipliers).softmaxOfRows().elements
    }

    private func value(_ multipliers: [Double]) -> Double {
      let energies = energies(multipliers)
      let top = energies.elements.max() ?? 0
      let z = energies.elements.reduce(0) { $0 + Double.exp($1 - top) }
      return top + Double.log(z) + dot(multipliers[...], expectations[...])
    }

    /// E f − τ.
    func gap(_ p: [Double]) -> [Double] {
      let mean = Matrix(row: p).product(features, by: .portable).elements
      return zip(mean, expectations).map { $0 - $1 }
    }

    func covariance(_ p: [Double]) -> Matrix<Double> {
      let mean = Matrix(row: p).product(features, by: .portable).elements
      let centred = features.combiningRows(with: mean) { $0 - $1 }
      var weighted = centred
      for row in 0..<weighted.rows {
        for index in weighted.range(ofRow: row) { weighted.elements[index] *= p[row] }
      }
      return centred.product(weighted, transposingSelf: true, by: .portable)
    }

    /// The longest of the steps 1, ½, ¼ … that descends.
    func descend(_ multipliers: [Double], along step: [Double]) -> [Double]? {
      let old = value(multipliers)
      var length = 1.0
      for _ in 0..<50 {
        let next = zip(multipliers, step).map { $0 + length * $1 }
        if value(next) <= old + 1e-14 * abs(old), next.allSatisfy({ abs($0) < 1e6 }) { return next }
        length /= 2
      }
      return nil
    }
  }
}

/// Independent features of variance 1 over the outcomes, which those given are sums of.
///
///     f = mean + g · diag(σ) Vᵀ diag(size),  g = √n U
private struct FeatureBasis {
  /// g: [outcomes, rank]
  let features: Matrix<Double>
  private let mean: [Double]
  private let sizes: [Double]
  /// diag(σ) Vᵀ: [rank, features]
  private let map: Matrix<Double>
  /// V diag(1 / σ): [features, rank]
  private let inverse: Matrix<Double>

  init(_ given: Matrix<Double>, by algebra: LinearAlgebra) throws(InvalidValue) {
    let count = Double(given.rows).squareRoot()
    let mean = given.columnMeans
    let centred = given.combiningRows(with: mean) { $0 - $1 }
    // A feature that differs by roundings only is constant.
    let columns = centred.transposed()
    let sizes = (0..<columns.rows).map { column in
      let size = columns.row(column).reduce(0) { max($0, abs($1)) }
      return size > 1e-13 * abs(mean[column]) ? size : 0
    }
    let scaled = centred.combiningRows(with: sizes) { $1 > 0 ? $0 / $1 : 0 }
    let svd = try SingularValueDecomposition(scaled, by: algebra)
    let rank = svd.values.count { $0 > 1e-10 * svd.values[0] }
    let values = svd.values.prefix(rank).map { $0 / count }
    (self.mean, self.sizes) = (mean, sizes)
    features = svd.u.columns(0..<rank) * count
    let directions = svd.vTransposed.rows(0..<rank)
    map = directions.transposed().combiningRows(with: values) { $0 * $1 }.transposed()
    inverse = directions.transposed().combiningRows(with: values) { $0 / $1 }
  }

  /// The expectations of g that expectations of the features mean; `nil` if they contradict each other.
  func coordinates(of expectations: [Double]) -> [Double]? {
    let distances = zip(expectations, mean).map { $0 - $1 }
    let scaled = zip(distances, sizes).map { $1 > 0 ? $0 / $1 : 0 }
    let found = Matrix(row: scaled).product(inverse, by: .portable)
    let rebuilt = found.product(map, by: .portable).elements
    for (index, size) in sizes.enumerated() {
      let rest = abs(distances[index] - rebuilt[index] * size)
      guard rest <= 1e-9 * size + 1e-13 * abs(mean[index]) else { return nil }
    }
    return found.elements
  }

  /// λ of the features, from those of g.
  func multipliers(_ multipliers: [Double]) -> [Double] {
    let scaled = Matrix(row: multipliers).product(inverse, transposingOther: true, by: .portable)
    return zip(scaled.elements, sizes).map { $1 > 0 ? $0 / $1 : 0 }
  }
}
