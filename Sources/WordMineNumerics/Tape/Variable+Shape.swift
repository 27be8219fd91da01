/// Sums and parts of matrices.
extension Variable {
  /// The sum of all elements, a matrix of one.
  public func sum() -> Variable {
    let (rows, columns) = value.shape
    return tape.record(Matrix(row: [value.sum]), from: [self]) {
      [Matrix(rows: rows, columns: columns, repeating: $0.elements[0])]
    }
  }

  /// The mean of all elements, a matrix of one.
  public func mean() -> Variable { sum() * (1 / Element(max(1, value.count))) }

  /// The sum of each row: [n, 1].
  public func rowSums() -> Variable {
    let (rows, columns) = value.shape
    let sums = Matrix(rows, 1, value.rowSums)
    return tape.record(sums, from: [self]) { gradient in
      [gradient.repeatingColumn(columns)]
    }
  }

  /// The mean of each column: [1, n].
  public func columnMeans() -> Variable {
    let (rows, columns) = value.shape
    return tape.record(Matrix(row: value.columnMeans), from: [self]) { gradient in
      let row = gradient * (1 / Element(rows))
      return [Matrix(rows: rows, columns: columns).addingToRows(row.elements)]
    }
  }

  /// Rows by their indices, such as the vectors of tokens; including repetitions.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func rows(at indices: [Int]) -> Variable {
    let (rows, columns) = value.shape
    return tape.record(value.rows(at: indices), from: [self]) { gradient in
      var result = Matrix<Element>(rows: rows, columns: columns)
      for (place, index) in indices.enumerated() {
        for column in 0..<columns {
          result.elements[index * columns + column] += gradient.elements[place * columns + column]
        }
      }
      return [result]
    }
  }

  /// Columns by their indices: a part, every other one, or another order.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func columns(at indices: [Int]) -> Variable {
    let x = value
    var taken = Matrix<Element>(rows: x.rows, columns: indices.count)
    for row in 0..<x.rows {
      for (place, index) in indices.enumerated() { taken[row, place] = x[row, index] }
    }
    return tape.record(taken, from: [self]) { gradient in
      var result = Matrix<Element>(rows: x.rows, columns: x.columns)
      for row in 0..<x.rows {
        for (place, index) in indices.enumerated() { result[row, index] += gradient[row, place] }
      }
      return [result]
    }
  }

  /// Some consecutive columns.
  public func columns(_ range: Range<Int>) -> Variable {
    let (rows, columns) = value.shape
    return tape.record(value.columns(range), from: [self]) { gradient in
      var result = Matrix<Element>(rows: rows, columns: columns)
      result.setColumns(from: range.lowerBound, to: gradient)
      return [result]
    }
  }

  /// Matrices side by side.
  public static func joining(_ parts: [Variable]) -> Variable {
    var ranges: [Range<Int>] = []
    for part in parts {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + part.columns)
    }
    let joined = Matrix.joining(parts.map(\.value))
    return parts[0].tape.record(joined, from: parts) { gradient in ranges.map(gradient.columns) }
  }
}
