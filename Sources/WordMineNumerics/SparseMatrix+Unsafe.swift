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
        guard let c = c.baseAddress, let b = b.baseAddress else { return }
        for row in 0..<rows {
          for index in starts[row]..<starts[row + 1] {
            // SAFETY: `row < rows`, and `init` made all columns less than `columns`, which is
            // `other.rows`.
            unsafe addMultiple(
              values[index], of: b + Int(columnIndices[index]) * width, to: c + row * width,
              count: width)
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
        guard let c = c.baseAddress, let b = b.baseAddress else { return }
        for row in 0..<rows {
          for index in starts[row]..<starts[row + 1] {
            // SAFETY: as above, with rows and columns exchanged.
            unsafe addMultiple(
              values[index], of: b + row * width, to: c + Int(columnIndices[index]) * width,
              count: width)
          }
        }
      }
    }
    return result
  }
}
