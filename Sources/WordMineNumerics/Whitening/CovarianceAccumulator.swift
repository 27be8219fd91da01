import WordMineBase

/// The mean and covariance of rows that are added in batches, in any order, and merged from any number
/// of accumulators.
///
/// Batches are merged by the formula of Chan, Golub and LeVeque: with δ the difference of the means,
///
///     M ← M_a + M_b + δᵀδ · n_a n_b / (n_a + n_b)
///
/// No large number is subtracted from another, so a mean far from zero does no harm.
///
/// Reference: Chan, Golub and LeVeque 1983, *Algorithms for Computing the Sample Variance*.
public struct CovarianceAccumulator: Equatable, Sendable {
  /// The number of rows.
  public private(set) var count = 0
  /// [dimensions]
  public private(set) var mean: [Double]
  /// Σ (x − mean)ᵀ(x − mean): [dimensions, dimensions].
  public private(set) var moments: Matrix<Double>

  /// - Throws: `InvalidValue` for a negative number of dimensions.
  public init(dimensions: Int) throws(InvalidValue) {
    try InvalidValue.check("dimensions", dimensions, atLeast: 0)
    mean = Array(repeating: 0, count: dimensions)
    moments = Matrix(rows: dimensions, columns: dimensions)
  }

  /// Adds rows: [n, dimensions].
  ///
  /// - Throws: `InvalidValue` for rows of other dimensions, or that are not finite.
  /// - Complexity: O(rows · d²).
  public mutating func add(
    _ rows: Matrix<Double>, by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    try rows.check(columns: mean.count, "rows")
    try rows.checkFinite()
    guard rows.rows > 0 else { return }
    // Relative to the first row, so that the mean of large numbers is exact.
    let origin = Array(rows.row(0))
    let shifted = rows.combiningRows(with: origin) { $0 - $1 }
    let offset = shifted.columnMeans
    let centred = shifted.combiningRows(with: offset) { $0 - $1 }
    merge(
      count: rows.rows, mean: zip(origin, offset).map(+),
      moments: centred.product(centred, transposingSelf: true, by: algebra))
  }

  /// Adds the rows that another accumulator has seen.
  ///
  /// - Throws: `InvalidValue` if it has other dimensions.
  public mutating func merge(_ other: CovarianceAccumulator) throws(InvalidValue) {
    try InvalidValue.checkEqual(other.mean.count, "dimensions", mean.count, "dimensions before")
    merge(count: other.count, mean: other.mean, moments: other.moments)
  }

  private mutating func merge(count other: Int, mean: [Double], moments: Matrix<Double>) {
    guard other > 0 else { return }
    let total = Double(count + other)
    let difference = Matrix(row: zip(mean, self.mean).map { $0 - $1 })
    let factor = Double(count) * Double(other) / total
    self.moments += moments
    self.moments += difference.product(difference, transposingSelf: true, by: .portable) * factor
    for index in mean.indices {
      self.mean[index] += difference.elements[index] * Double(other) / total
    }
    count += other
  }

  /// The covariance of the population that the rows are a sample of, with 1/(N − 1); or of the rows
  /// themselves, with 1/N.
  public func covariance(ofSample: Bool = true) -> Matrix<Double> {
    moments * (1 / Double(max(1, ofSample ? count - 1 : count)))
  }
}
