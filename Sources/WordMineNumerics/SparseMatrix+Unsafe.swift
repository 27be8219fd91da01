import CPlatform

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
          // SAFETY: `row < rows`.
          unsafe multiply(range(ofRow: row), b, width: width, into: c + row * width)
        }
      }
    }
    return result
  }

  /// The product of one row, with the sums of up to eight columns at a time in registers.
  ///
  /// - Parameter b: The rows of a dense matrix, as many as there are columns.
  @inline(__always)
  private func multiply(
    _ elements: Range<Int>, _ b: UnsafePointer<Element>, width: Int,
    into c: UnsafeMutablePointer<Element>
  ) {
    unsafe prefetch(elements, b, width: width)
    // SAFETY: the parts are within `width`.
    var first = 0
    while first + 8 <= width {
      let sum = unsafe sum(elements, b + first, width: width) { unsafe SIMD8(at: $0) }
      for lane in 0..<8 { unsafe c[first + lane] = sum[lane] }
      first += 8
    }
    while first + 2 <= width {
      let sum = unsafe sum(elements, b + first, width: width) { unsafe SIMD2($0[0], $0[1]) }
      for lane in 0..<2 { unsafe c[first + lane] = sum[lane] }
      first += 2
    }
    if first < width {
      var sum: Element = 0
      for index in elements {
        unsafe sum += values[index] * b[Int(columnIndices[index]) * width + first]
      }
      unsafe c[first] = sum
    }
  }

  @inline(__always)
  private func sum<Vector: SIMD>(
    _ elements: Range<Int>, _ b: UnsafePointer<Element>, width: Int,
    load: (UnsafePointer<Element>) -> Vector
  ) -> Vector where Vector.Scalar == Element {
    var sum = Vector()
    for index in elements {
      // SAFETY: `init` made all column indices less than `columns`.
      sum += unsafe values[index] * load(b + Int(columnIndices[index]) * width)
    }
    return sum
  }

  /// Has what the row after next needs brought into the cache, ahead of its use.
  @inline(__always)
  private func prefetch(_ elements: Range<Int>, _ b: UnsafePointer<Element>, width: Int) {
    let last = min(elements.upperBound + elements.count, columnIndices.count)
    for index in elements.upperBound..<last {
      // SAFETY: as above; nothing is read.
      let row = unsafe b + Int(columnIndices[index]) * width
      unsafe wm_prefetch_read(row)
      if width > 1 { unsafe wm_prefetch_read(row + width - 1) }
    }
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
