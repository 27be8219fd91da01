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
    /// The number of singular values; fewer if the matrix is smaller.
    public var rank = 100
    /// Columns of Ω beyond the rank.
    public var oversampling = 10
    /// q: more iterations separate neighbouring values better.
    public var powerIterations = 4
    /// The seed of Ω.
    public var seed: UInt64 = 1

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// U S Vᵀ, truncated to the rank.
  public struct Result<Element: Scalar>: Sendable {
    /// [rows, rank]
    public let u: Matrix<Element>
    /// In descending order.
    public let values: [Element]
    /// [rank, columns]
    public let vTransposed: Matrix<Element>
  }

  /// Decomposes a matrix; reports the stage `decomposing`.
  ///
  /// - Throws: `InvalidValue` for a configuration that cannot be used, and if an element is not finite;
  ///   `Interrupted` between iterations.
  /// - Complexity: O((2q + 2) · elements · width + (rows + columns) · width²), width = rank + oversampling.
  public func decompose<Element: Scalar>(
    _ matrix: SparseMatrix<Element>, by algebra: LinearAlgebra = .best,
    workers: Workers = Workers()
  ) throws -> Result<Element> {
    try InvalidValue.check("rank", configuration.rank, in: 0...1 << 30)
    try InvalidValue.check("oversampling", configuration.oversampling, in: 0...1 << 30)
    try InvalidValue.check("powerIterations", configuration.powerIterations, in: 0...1 << 30)
    try matrix.checkFinite()
    let steps = Double(configuration.powerIterations + 2)
    try workers.report("decomposing", 0)
    let small = min(matrix.rows, matrix.columns)
    let width = min(small, configuration.rank + configuration.oversampling)
    var generator = SeededGenerator(seed: configuration.seed)
    let transpose = matrix.transposed()
    let omega: Matrix<Element> = generator.normal(rows: matrix.columns, columns: width)
    var q = try QRFactorization(matrix.product(omega), by: algebra).q
    for iteration in 0..<configuration.powerIterations {
      try workers.report("decomposing", Double(iteration + 1) / steps)
      let other = try QRFactorization(transpose.product(q), by: algebra).q
      q = try QRFactorization(matrix.product(other), by: algebra).q
    }
    try workers.report("decomposing", (steps - 1) / steps)
    let result = try project(
      transpose, onto: q, rank: min(configuration.rank, width), by: algebra)
    try workers.report("decomposing", 1)
    return result
  }

  private func project<Element: Scalar>(
    _ transpose: SparseMatrix<Element>, onto q: Matrix<Element>, rank: Int,
    by algebra: LinearAlgebra
  ) throws -> Result<Element> {
    // (Qᵀ A)ᵀ = Aᵀ Q is tall: left and right singular vectors change places.
    let svd = try SingularValueDecomposition(transpose.product(q), by: algebra)
    let u = q.product(svd.vTransposed, transposingOther: true, by: algebra)
    return Result(
      u: u.columns(0..<rank), values: Array(svd.values.prefix(rank)),
      vTransposed: svd.u.columns(0..<rank).transposed())
  }
}

extension RandomizedSVD.Result {
  /// U S^p, a vector per row of the matrix: [rows, rank]. With p = 1/2 and those of the columns, products
  /// of vectors approximate the matrix.
  ///
  /// - Parameter exponent: p; 1/2 shares the values between words and contexts.
  public func rowVectors(exponent: Element = 0.5) -> Matrix<Element> {
    u.combiningRows(with: values.map { Element.pow($0, exponent) }) { $0 * $1 }
  }
}
