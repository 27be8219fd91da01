import WordMineBase

/// The Cholesky factorization of a symmetric positive definite matrix: A = L Lᵀ.
public struct CholeskyFactorization<Element: Scalar>: Sendable {
  /// L, the lower triangle.
  public let lower: Matrix<Element>

  /// `nil` if the matrix is not positive definite.
  ///
  /// - Throws: `InvalidValue` if the matrix is not square, or if an element is not finite.
  /// - Complexity: O(n³).
  public init?(
    _ matrix: Matrix<Element>, by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    try matrix.checkSquare()
    try matrix.checkFinite()
    var lower = matrix
    let isDefinite =
      switch algebra.available {
      case .openBLAS: Element.openBLAS.cholesky(&lower)
      case .portable: Self.factorize(&lower)
      }
    guard isDefinite else { return nil }
    self.lower = lower.lowerTriangle()
  }

  private static func factorize(_ a: inout Matrix<Element>) -> Bool {
    for row in 0..<a.rows {
      for column in 0...row {
        let known = dot(a.row(row).prefix(column), a.row(column).prefix(column))
        let rest = a[row, column] - known
        if row == column {
          guard rest > 0 else { return false }
          a[row, row] = rest.squareRoot()
        } else {
          a[row, column] = rest / a[column, column]
        }
      }
    }
    return true
  }

  /// x with A x = b.
  ///
  /// - Throws: `InvalidValue` if b has not as many elements as A has rows.
  public func solve(_ b: [Element]) throws(InvalidValue) -> [Element] {
    try InvalidValue.checkEqual(b.count, "elements", lower.rows, "rows")
    return TriangularSystem.solveUpper(
      lower.transposed(), TriangularSystem.solveLower(lower, b))
  }
}
