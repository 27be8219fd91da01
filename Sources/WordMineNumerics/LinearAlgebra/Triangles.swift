extension Matrix {
  /// The matrix with zeros below the diagonal.
  func upperTriangle() -> Matrix {
    var result = self
    for row in 0..<rows {
      for column in 0..<min(row, columns) { result[row, column] = 0 }
    }
    return result
  }

  /// The matrix with zeros above the diagonal.
  func lowerTriangle() -> Matrix { transposed().upperTriangle().transposed() }
}

/// Solves linear systems with triangular matrices.
enum TriangularSystem {
  static func solveLower<Element: Scalar>(_ lower: Matrix<Element>, _ b: [Element]) -> [Element] {
    var x = b
    for row in x.indices {
      x[row] = (x[row] - dot(lower.row(row).prefix(row), x.prefix(row))) / lower[row, row]
    }
    return x
  }

  static func solveUpper<Element: Scalar>(_ upper: Matrix<Element>, _ b: [Element]) -> [Element] {
    var x = b
    for row in x.indices.reversed() {
      let known = dot(upper.row(row).dropFirst(row + 1), x.dropFirst(row + 1))
      x[row] = (x[row] - known) / upper[row, row]
    }
    return x
  }
}
