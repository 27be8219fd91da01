extension SparseMatrix {
  /// The product with a dense matrix.
  ///
  /// - Complexity: O(elements · columns of `other`).
  public func product(_ other: Matrix<Element>) -> Matrix<Element> {
    let lanes = Element.lanes
    guard other.columns > 1, other.columns % lanes != 0 else { return product(whole: other) }
    let wide = other.widened(to: (other.columns + lanes - 1) / lanes * lanes)
    return product(whole: wide).columns(0..<other.columns)
  }

  /// The product with a dense matrix whose columns are one, or a multiple of `lanes`.
  ///
  /// - Parameter areOnes: All values are 1, so they need not be read.
  func product(whole other: Matrix<Element>, areOnes: Bool = false) -> Matrix<Element> {
    precondition(columns == other.rows, "inner dimensions \(columns) and \(other.rows)")
    let width = other.columns
    precondition(width <= 1 || width % Element.lanes == 0, "\(width) columns")
    guard rows > 0, width > 0 else { return Matrix(rows: rows, columns: width) }
    let elements = unsafe [Element](unsafeUninitializedCapacity: rows * width) { result, count in
      count = rows * width
      // SAFETY: the initializers checked that starts ascend to the number of values and that column indices are
      // below `columns`, which the precondition makes the rows of `other`; all of the `rows * width`
      // elements are written.
      unsafe values.withUnsafeBufferPointer { values in
        unsafe Element.sparseProduct(
          starts: starts, columns: columnIndices, values: areOnes ? nil : values.baseAddress,
          rows: rows, dense: other.elements, width: width, result: result.baseAddress!)
      }
    }
    return Matrix(rows, width, elements)
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
            unsafe Element.addMultiple(
              values[index], of: b + row * width, to: c + Int(columnIndices[index]) * width,
              count: width)
          }
        }
      }
    }
    return result
  }
}
