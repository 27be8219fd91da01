/// A linear map after which all directions have the same variance and nothing is correlated.
///
///     Σ = U Λ Uᵀ,  y = (x − μ) U Λ^(−γ/2), of the k largest λ
///
/// With γ = 1 the covariance of y is the identity; with γ = 0 y is x in the directions of the largest
/// variance. Whether this helps must be measured: it lifts directions that the vectors had put last.
///
/// Reference: Su et al. 2021, *Whitening Sentence Representations for Better Semantics and Faster
/// Retrieval*.
public struct Whitening: Equatable, Sendable {
  /// How many directions are kept, at most as many as the rows have.
  public enum Keep: Equatable, Sendable {
    case all
    case dimensions(Int)
    /// As many as have this share of the variance.
    case variance(Double)
  }

  /// μ
  public let mean: [Double]
  /// [d, k]
  public let map: Matrix<Double>
  /// All of them, in descending order.
  public let eigenvalues: [Double]
  /// The number of eigenvalues above 10⁻¹⁰ of the largest one. The others are rounding errors of zero,
  /// which nothing may be divided by.
  public let rank: Int

  /// - Parameter strength: γ
  /// - Complexity: O(d³).
  public init(
    _ statistics: CovarianceAccumulator, keeping: Keep = .all, strength: Double = 1,
    by algebra: LinearAlgebra = .best
  ) {
    let eigen = SymmetricEigen(statistics.covariance(), by: algebra)
    let largest = eigen.values.first ?? 0
    rank = eigen.values.count { $0 > 1e-10 * largest }
    eigenvalues = eigen.values
    mean = statistics.mean
    let kept = Self.count(keeping, eigen.values, rank)
    let scales = eigen.values.prefix(kept).map { Double.power($0, -strength / 2) }
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
        // What is left of the sum by rounding needs no further direction.
        return rest <= 1e-12 * values[0]
      }
      return needed.map { $0 + 1 } ?? rank
    }
  }

  /// The rows, whitened: [n, k].
  public func apply(_ rows: Matrix<Double>, by algebra: LinearAlgebra = .best) -> Matrix<Double> {
    rows.combiningRows(with: mean) { $0 - $1 }.product(map, by: algebra)
  }

  /// The share of the variance of each direction.
  public var varianceShares: [Double] {
    let total = eigenvalues.reduce(0, +)
    return eigenvalues.map { $0 / total }
  }
}

extension Matrix {
  /// The rows divided by their lengths, which count as 10⁻⁸ where they are less.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func withUnitRows() -> Matrix {
    var result = self
    for row in 0..<rows {
      let length = max(dot(self.row(row), self.row(row)).squareRoot(), 1e-8)
      for index in range(ofRow: row) { result.elements[index] /= length }
    }
    return result
  }
}
