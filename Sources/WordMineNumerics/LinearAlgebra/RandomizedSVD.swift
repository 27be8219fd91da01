import WordMineBase

/// The largest singular values of a sparse matrix and their vectors, by random projection.
///
/// The range of A is sampled with a random matrix Ω, sharpened by power iterations with QR between
/// them, and the small matrix Qᵀ A is decomposed:
///
///     Y = (A Aᵀ)^q A Ω,  Y = Q R,  Qᵀ A = U' S Vᵀ,  U = Q U'
///
/// Reference: Halko, Martinsson and Tropp 2011, *Finding Structure with Randomness*, algorithm 4.4.
public struct RandomizedSVD: Sendable {
  public struct Configuration: Sendable {
    /// How many singular values are wanted; fewer where the matrix is smaller.
    public var rank = 100
    /// Columns of Ω beyond the rank.
    public var oversampling = 10
    /// q: more make neighbouring values clearer.
    public var powerIterations = 4
    public var seed: UInt64 = 1

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  public struct Result<Element: Scalar>: Sendable {
    /// [rows, rank]
    public let u: Matrix<Element>
    /// In descending order.
    public let values: [Element]
    /// [rank, columns]
    public let vTransposed: Matrix<Element>
  }

  /// - Complexity: O((2q + 2) · elements · width + (rows + columns) · width²), width = rank + oversampling.
  public func decompose<Element: Scalar>(
    _ matrix: SparseMatrix<Element>, by algebra: LinearAlgebra = .best
  ) -> Result<Element> {
    let small = min(matrix.rows, matrix.columns)
    let width = min(small, configuration.rank + configuration.oversampling)
    var generator = SeededGenerator(seed: configuration.seed)
    let transpose = matrix.transposed()
    let omega: Matrix<Element> = generator.normal(rows: matrix.columns, columns: width)
    var q = QRFactorization(matrix.product(omega), by: algebra).q
    for _ in 0..<configuration.powerIterations {
      let other = QRFactorization(transpose.product(q), by: algebra).q
      q = QRFactorization(matrix.product(other), by: algebra).q
    }
    return project(transpose, onto: q, rank: min(configuration.rank, width), by: algebra)
  }

  private func project<Element: Scalar>(
    _ transpose: SparseMatrix<Element>, onto q: Matrix<Element>, rank: Int,
    by algebra: LinearAlgebra
  ) -> Result<Element> {
    // (Qᵀ A)ᵀ = Aᵀ Q is tall: what is left and what is right change places.
    let svd = SingularValueDecomposition(transpose.product(q), by: algebra)
    let u = q.product(svd.vTransposed, transposingOther: true, by: algebra)
    return Result(
      u: u.columns(0..<rank), values: Array(svd.values.prefix(rank)),
      vTransposed: svd.u.columns(0..<rank).transposed())
  }
}
