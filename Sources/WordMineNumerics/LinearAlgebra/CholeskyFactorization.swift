/// The Cholesky factorization of a symmetric positive definite matrix: A = L Lᵀ.
public struct CholeskyFactorization<Element: Scalar>: Sendable {
  /// L, the lower triangle.
  public let lower: Matrix<Element>

  /// `nil` if the matrix is not positive definite.
  ///
  /// - Precondition: The matrix is square.
  /// - Complexity: O(n³).
  public init?(_ matrix: Matrix<Element>, by algebra: LinearAlgebra = .best) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) × \(matrix.columns) is not square")
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
  public func solve(_ b: [Element]) -> [Element] {
    TriangularSystem.solveUpper(
      lower.transposed(), TriangularSystem.solveLower(lower, b))
  }
}
