import WordMineBase

/// The QR factorization A = Q R, for at least as many rows as columns.
public struct QRFactorization<Element: Scalar>: Sendable {
  /// [m, n], orthonormal columns.
  public let q: Matrix<Element>
  /// [n, n], upper triangle. The signs of its diagonal are arbitrary.
  public let r: Matrix<Element>

  /// - Throws: `InvalidValue` if the matrix has fewer rows than columns, or if an element is not finite.
  /// - Complexity: O(m n²).
  public init(
    _ matrix: Matrix<Element>, by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    guard matrix.rows >= matrix.columns else {
      throw InvalidValue(
        "\(matrix.rows) × \(matrix.columns) has fewer rows than columns; factorize its transpose")
    }
    try matrix.checkFinite()
    guard matrix.columns > 0 else {
      (q, r) = (matrix, Matrix(rows: 0, columns: 0))
      return
    }
    switch algebra.available {
    case .openBLAS:
      let (q, r) = Element.openBLAS.qr(matrix.transposed())
      (self.q, self.r) = (q.transposed(), r.transposed())
    case .portable:
      (q, r) = Self.householder(matrix)
    }
  }

  private static func householder(
    _ matrix: Matrix<Element>
  ) -> (Matrix<Element>, Matrix<Element>) {
    var r = matrix
    var vectors: [[Element]?] = []
    for column in 0..<matrix.columns {
      let v = Householder.vector((column..<matrix.rows).map { r[$0, column] })
      if let v { Householder.apply(v, fromLeftAt: column, to: &r, columns: 0..<r.columns) }
      vectors.append(v)
    }
    var q = Matrix<Element>(rows: matrix.rows, columns: matrix.columns)
    for column in 0..<matrix.columns { q[column, column] = 1 }
    for (column, vector) in vectors.enumerated().reversed() {
      guard let vector else { continue }
      Householder.apply(vector, fromLeftAt: column, to: &q, columns: 0..<q.columns)
    }
    return (q, r.rows(0..<matrix.columns).upperTriangle())
  }
}
