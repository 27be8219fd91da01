import WordMineBase

/// The thin singular value decomposition: A = U S Vᵀ.
public struct SingularValueDecomposition<Element: Scalar>: Sendable {
  /// [m, k], k = min(m, n), orthonormal columns.
  public let u: Matrix<Element>
  /// In descending order.
  public let values: [Element]
  /// [k, n], orthonormal rows.
  public let vTransposed: Matrix<Element>

  /// - Throws: `InvalidValue` if an element is not finite.
  /// - Complexity: O(m n min(m, n)).
  public init(
    _ matrix: Matrix<Element>, by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    try matrix.checkFinite()
    guard matrix.count > 0 else {
      (u, values, vTransposed) = (
        Matrix(rows: matrix.rows, columns: 0), [], Matrix(rows: 0, columns: matrix.columns)
      )
      return
    }
    let (scaled, scale) = matrix.scaledToOne()
    let (left, values, right) =
      switch algebra.available {
      case .openBLAS: Element.openBLAS.singularValues(scaled)
      case .portable: Self.jacobi(scaled)
      }
    (u, self.values, vTransposed) = (left, values.map { $0 * scale }, right)
  }

  /// U, the values and Vᵀ.
  private static func jacobi(
    _ matrix: Matrix<Element>
  ) -> (Matrix<Element>, [Element], Matrix<Element>) {
    guard matrix.rows >= matrix.columns else {
      let (right, values, left) = rotations(matrix.transposed())
      return (left, values, right.transposed())
    }
    let (left, values, right) = rotations(matrix)
    return (left, values, right.transposed())
  }

  /// Rotates pairs of columns until all are orthogonal; their lengths are the singular values.
  ///
  /// Reference: Hestenes 1958, *Inversion of Matrices by Biorthogonalization*.
  ///
  /// - Returns: U, the values and V.
  private static func rotations(
    _ matrix: Matrix<Element>
  ) -> (Matrix<Element>, [Element], Matrix<Element>) {
    // Columns are kept as rows, which are contiguous in memory.
    var columns = matrix.transposed()
    var turns = Matrix<Element>.identity(matrix.columns)
    var isDone = false
    for _ in 0..<60 where !isDone {
      isDone = true
      for p in 0..<columns.rows {
        for q in p + 1..<max(p + 1, columns.rows) {
          guard let (c, s) = rotation(columns.row(p), columns.row(q)) else { continue }
          columns.rotate(p, q, c, s)
          turns.rotate(p, q, c, s)
          isDone = false
        }
      }
    }
    return sorted(columns, turns)
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private static func rotation(
    _ p: ArraySlice<Element>, _ q: ArraySlice<Element>
  ) -> (c: Element, s: Element)? {
    let (pp, qq, pq) = (dot(p, p), dot(q, q), dot(p, q))
    guard abs(pq) > 4 * Element.ulpOfOne * (pp * qq).squareRoot(), pq != 0 else { return nil }
    let zeta = (qq - pp) / (2 * pq)
    let t = (zeta >= 0 ? 1 : -1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
    let c = 1 / (1 + t * t).squareRoot()
    return (c, c * t)
  }

  /// U, the values and V, by falling values.
  private static func sorted(
    _ columns: Matrix<Element>, _ turns: Matrix<Element>
  ) -> (Matrix<Element>, [Element], Matrix<Element>) {
    let lengths = (0..<columns.rows).map { dot(columns.row($0), columns.row($0)).squareRoot() }
    let order = lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
    let values = order.map { lengths[$0] }
    let basis = OrthonormalRows.completing(
      columns.rows(at: order), lengths: values,
      negligible: (values.first ?? 0) * Element.ulpOfOne * Element(columns.columns))
    return (basis.transposed(), values, turns.rows(at: order).transposed())
  }
}

extension Matrix {
  /// Rotates two rows in their plane.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  fileprivate mutating func rotate(_ p: Int, _ q: Int, _ c: Element, _ s: Element) {
    for column in 0..<columns {
      let (x, y) = (self[p, column], self[q, column])
      self[p, column] = c * x - s * y
      self[q, column] = s * x + c * y
    }
  }
}

/// Rows of length one that are orthogonal to each other.
enum OrthonormalRows {
  /// Scales rows to length one; rows of negligible length are replaced by any orthogonal ones.
  static func completing<Element: Scalar>(
    _ rows: Matrix<Element>, lengths: [Element], negligible: Element
  ) -> Matrix<Element> {
    var basis = rows
    for row in 0..<rows.rows {
      if lengths[row] > negligible {
        for index in basis.range(ofRow: row) { basis.elements[index] /= lengths[row] }
      } else {
        basis.setRows(from: row, to: Matrix(row: direction(orthogonalTo: basis.rows(0..<row))))
      }
    }
    return basis
  }

  /// The coordinate axis that is farthest from the span of the rows, made orthogonal to them.
  private static func direction<Element: Scalar>(orthogonalTo rows: Matrix<Element>) -> [Element] {
    var best: [Element] = []
    var bestLength: Element = -1
    for axis in 0..<rows.columns {
      var candidate = [Element](repeating: 0, count: rows.columns)
      candidate[axis] = 1
      // Twice, since one pass of Gram–Schmidt leaves rounding errors.
      for _ in 0..<2 {
        for row in 0..<rows.rows {
          let share = dot(candidate[...], rows.row(row))
          for index in candidate.indices { candidate[index] -= share * rows[row, index] }
        }
      }
      let length = dot(candidate[...], candidate[...]).squareRoot()
      if length > bestLength { (best, bestLength) = (candidate, length) }
    }
    return best.map { $0 / bestLength }
  }
}
