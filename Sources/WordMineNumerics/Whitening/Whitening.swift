import WordMineBase

/// A linear map after which all directions have the same variance and no two are correlated.
///
///     Σ = U Λ Uᵀ,  y = (x − μ) U Λ^(−γ/2), of the k largest λ
///
/// With γ = 1 the covariance of y is the identity; with γ = 0 y is x in the directions of the largest
/// variance. Whether this helps must be measured: it raises the directions of the smallest variance.
///
/// Reference: Su et al. 2021, *Whitening Sentence Representations for Better Semantics and Faster
/// Retrieval*.
public struct Whitening: Equatable, Sendable {
  /// How many directions are kept, at most the rank.
  public enum Keep: Equatable, Sendable {
    case all
    case dimensions(Int)
    /// As many as have this share of the variance, above 0 and at most 1.
    case variance(Double)
  }

  /// μ
  public let mean: [Double]
  /// [d, k]
  public let map: Matrix<Double>
  /// λ, all of them in descending order.
  public let eigenvalues: [Double]
  /// The number of eigenvalues above 10⁻¹⁰ of the largest one. The others are rounding errors of zero.
  public let rank: Int

  /// - Parameters:
  ///   - statistics: The mean and covariance of some rows.
  ///   - strength: γ
  /// - Throws: `InvalidValue` if the covariance is not finite, or for a share, a number of dimensions or a
  ///   γ that cannot be used.
  /// - Complexity: O(d³).
  public init(
    _ statistics: CovarianceAccumulator, keeping: Keep = .all, strength: Double = 1,
    by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    switch keeping {
    case .all: break
    case .dimensions(let count): try InvalidValue.check("dimensions", count, atLeast: 1)
    case .variance(let share): try InvalidValue.check("share of the variance", share, in: 0...1)
    }
    try InvalidValue.checkNotNegative("strength", strength)
    let eigen = try SymmetricEigen(statistics.covariance(), by: algebra)
    let largest = eigen.values.first ?? 0
    rank = eigen.values.count { $0 > 1e-10 * largest }
    eigenvalues = eigen.values
    mean = statistics.mean
    let kept = Self.count(keeping, eigen.values, rank)
    let scales = eigen.values.prefix(kept).map { Double.pow($0, -strength / 2) }
    map = eigen.vectors.columns(0..<kept).combiningRows(with: scales) { $0 * $1 }
  }

  private static func count(_ keep: Keep, _ values: [Double], _ rank: Int) -> Int {
    switch keep {
    case .all: return rank
    case .dimensions(let count): return min(count, rank)
    case .variance(let share):
      var rest = values.prefix(rank).reduce(0, +) * share
      let needed = values.prefix(rank).firstIndex { value in
        rest -= value
        // A remainder by rounding needs no further direction.
        return rest <= 1e-12 * values[0]
      }
      return needed.map { $0 + 1 } ?? rank
    }
  }

  /// The rows, whitened: [n, k].
  ///
  /// - Parameter rows: [n, d]
  /// - Throws: `InvalidValue` for rows of other dimensions, or that are not finite.
  public func apply(
    _ rows: Matrix<Double>, by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) -> Matrix<Double> {
    try rows.check(columns: mean.count, "rows")
    try rows.checkFinite()
    return rows.combiningRows(with: mean) { $0 - $1 }.product(map, by: algebra)
  }

  /// The share of the variance of each direction, in descending order.
  public var varianceShares: [Double] {
    let total = eigenvalues.reduce(0, +)
    return eigenvalues.map { $0 / total }
  }
}
