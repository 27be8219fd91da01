extension Matrix {
  /// The product of two matrices, each as it is or transposed.
  ///
  /// - Complexity: O(n m k).
  public func product(
    _ other: Matrix, transposingSelf: Bool = false, transposingOther: Bool = false,
    by algebra: LinearAlgebra = .best
  ) -> Matrix {
    let shape = (
      rows: transposingSelf ? columns : rows,
      columns: transposingOther ? other.rows : other.columns
    )
    let inner = transposingSelf ? rows : columns
    let otherInner = transposingOther ? other.columns : other.rows
    precondition(inner == otherInner, "inner dimensions \(inner) and \(otherInner)")
    guard shape.rows > 0, shape.columns > 0, inner > 0 else {
      return Matrix(rows: shape.rows, columns: shape.columns)
    }
    switch algebra.available {
    case .openBLAS:
      return Element.openBLAS.product(self, transposingSelf, other, transposingOther)
    case .portable:
      var result = Matrix(rows: shape.rows, columns: shape.columns)
      let a = transposingSelf ? transposed() : self
      let b = transposingOther ? other.transposed() : other
      Self.accumulate(a.elements, b.elements, inner: inner, into: &result)
      return result
    }
  }

  /// `result += a · b`: row after row, so that memory is read in order.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private static func accumulate(
    _ a: [Element], _ b: [Element], inner: Int, into result: inout Matrix
  ) {
    let (rows, columns) = result.shape
    unsafe result.elements.withUnsafeMutableBufferPointer { c in
      unsafe b.withUnsafeBufferPointer { b in
        guard let c = c.baseAddress, let b = b.baseAddress else { return }
        for row in 0..<rows {
          for middle in 0..<inner {
            // SAFETY: `row < rows` and `middle < inner`, and the caller made the arrays of
            // rows × columns and inner × columns elements.
            unsafe Element.addMultiple(
              a[row * inner + middle], of: b + middle * columns, to: c + row * columns,
              count: columns)
          }
        }
      }
    }
  }
}

/// The product of two matrices.
infix operator • : MultiplicationPrecedence

extension Matrix {
  /// The product of two matrices.
  public static func • (a: Matrix, b: Matrix) -> Matrix { a.product(b) }
}
