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
  /// - Parameters:
  ///   - features: [outcomes, features]
  ///   - expectations: τ, one per feature.
  /// - Returns: `nil` if no distribution has the expectations.
  /// - Throws: `InvalidValue` if there are not as many expectations as features.
  /// - Complexity: O(outcomes · features²) per iteration, of which there are few.
  public init?(
    features: Matrix<Double>, expectations: [Double], by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    try InvalidValue.checkEqual(
      expectations.count, "expectations", features.columns, "features")
    let dual = Dual(features: features, expectations: expectations)
    var multipliers = [Double](repeating: 0, count: features.columns)
    for _ in 0..<200 {
      let p = dual.probabilities(multipliers)
      let gap = dual.gap(p)
      if gap.allSatisfy({ abs($0) < 1e-12 * (1 + features.maximumMagnitude) }) {
        self.probabilities = p
        self.multipliers = multipliers
        return
      }
      guard let factors = CholeskyFactorization(dual.covariance(p), by: algebra),
        let next = dual.descend(multipliers, along: factors.solve(gap))
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
