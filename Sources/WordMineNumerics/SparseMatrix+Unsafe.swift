extension SparseMatrix {
  /// The product with a dense matrix.
  ///
  /// - Complexity: O(elements · columns of `other`).
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func product(_ other: Matrix<Element>) -> Matrix<Element> {
    precondition(columns == other.rows, "inner dimensions \(columns) and \(other.rows)")
    var result = Matrix<Element>(rows: rows, columns: other.columns)
    let width = other.columns
    unsafe result.elements.withUnsafeMutableBufferPointer { c in
      unsafe other.elements.withUnsafeBufferPointer { b in
        for row in 0..<rows {
          for index in starts[row]..<starts[row + 1] {
            let (factor, from) = (values[index], Int(columnIndices[index]) * width)
            // SAFETY: `row < rows` and `i < width`, and `init` made all columns less than
            // `columns`, which is `other.rows`.
            for i in 0..<width { unsafe c[row * width + i] += factor * b[from + i] }
          }
        }
      }
    }
    return result
  }

  /// The product of the transpose with a dense matrix, without transposing.
  ///
  /// - Complexity: O(elements · columns of `other`).
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func transposedProduct(_ other: Matrix<Element>) -> Matrix<Element> {
    precondition(rows == other.rows, "inner dimensions \(rows) and \(other.rows)")
    var result = Matrix<Element>(rows: columns, columns: other.columns)
    let width = other.columns
    unsafe result.elements.withUnsafeMutableBufferPointer { c in
      unsafe other.elements.withUnsafeBufferPointer { b in
        for row in 0..<rows {
          for index in starts[row]..<starts[row + 1] {
            let (factor, to) = (values[index], Int(columnIndices[index]) * width)
            // SAFETY: as above, with rows and columns exchanged.
            for i in 0..<width { unsafe c[to + i] += factor * b[row * width + i] }
          }
        }
      }
    }
    return result
  }
}
