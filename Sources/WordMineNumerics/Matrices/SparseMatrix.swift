/// A matrix that stores only some elements, by rows (CSR); all others are zero.
public struct SparseMatrix<Element: Scalar>: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements of row r are at `starts[r]..<starts[r + 1]`.
  public let starts: [Int]
  /// The column of each element, ascending within a row.
  public let columnIndices: [Int32]
  /// The elements, by rows.
  public package(set) var values: [Element]

  /// - Parameters:
  ///   - starts: One more than there are rows, ascending from 0.
  ///   - columnIndices: Ascending within a row.
  /// - Precondition: The arrays fit together as described.
  public init(
    rows: Int, columns: Int, starts: [Int], columnIndices: [Int32], values: [Element]
  ) {
    precondition(starts.count == rows + 1, "\(starts.count) starts for \(rows) rows")
    // Products read the elements without further checks.
    precondition(
      starts[0] == 0 && (0..<rows).allSatisfy { starts[$0] <= starts[$0 + 1] },
      "the starts do not ascend from 0")
    precondition(
      columnIndices.count == values.count && starts[rows] == values.count,
      "\(columnIndices.count) columns, \(values.count) values, end \(starts[rows])")
    precondition(columnIndices.allSatisfy { $0 >= 0 && $0 < columns }, "a column is out of range")
    self.rows = rows
    self.columns = columns
    self.starts = starts
    self.columnIndices = columnIndices
    self.values = values
  }

  /// An element and its place.
  public struct Entry: Sendable {
    public var row: Int
    public var column: Int
    public var value: Element

    public init(row: Int, column: Int, value: Element) {
      self.row = row
      self.column = column
      self.value = value
    }
  }

  /// A matrix from entries in any order; those of the same place are added up in their order.
  public init(rows: Int, columns: Int, entries: [Entry]) {
    let order = entries.indices.sorted {
      let (a, b) = (entries[$0], entries[$1])
      return (a.row, a.column, $0) < (b.row, b.column, $1)
    }
    var starts = [Int](repeating: 0, count: rows + 1)
    var columnIndices: [Int32] = []
    var values: [Element] = []
    var last: (row: Int, column: Int)?
    for entry in order.lazy.map({ entries[$0] }) {
      if let last, last == (entry.row, entry.column) {
        values[values.count - 1] += entry.value
      } else {
        columnIndices.append(Int32(entry.column))
        values.append(entry.value)
        starts[entry.row + 1] += 1
      }
      last = (entry.row, entry.column)
    }
    for row in 0..<rows { starts[row + 1] += starts[row] }
    self.init(
      rows: rows, columns: columns, starts: starts, columnIndices: columnIndices, values: values)
  }

  /// The elements of a dense matrix that are not zero.
  public init(_ dense: Matrix<Element>) {
    var starts = [0]
    var columnIndices: [Int32] = []
    for row in 0..<dense.rows {
      columnIndices += (0..<dense.columns).filter { dense[row, $0] != 0 }.map { Int32($0) }
      starts.append(columnIndices.count)
    }
    self.init(
      rows: dense.rows, columns: dense.columns, starts: starts, columnIndices: columnIndices,
      values: dense.elements.filter { $0 != 0 })
  }

  /// The same matrix with all its zeros.
  public var dense: Matrix<Element> {
    var result = Matrix<Element>(rows: rows, columns: columns)
    for row in 0..<rows {
      for index in range(ofRow: row) { result[row, Int(columnIndices[index])] = values[index] }
    }
    return result
  }

  /// The rows divided by their lengths; rows of zeros remain.
  public func withUnitRows() -> SparseMatrix {
    var result = self
    for row in 0..<rows {
      let length = dot(values[range(ofRow: row)], values[range(ofRow: row)]).squareRoot()
      for index in range(ofRow: row) where length > 0 { result.values[index] /= length }
    }
    return result
  }

  /// The place of the elements of a row in `columnIndices` and `values`.
  public func range(ofRow row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// - Complexity: O(elements + columns).
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func transposed() -> SparseMatrix {
    var places = [Int](repeating: 0, count: columns + 1)
    for column in columnIndices { places[Int(column) + 1] += 1 }
    for column in 0..<columns { places[column + 1] += places[column] }
    let starts = places
    var indices = [Int32](repeating: 0, count: values.count)
    var moved = [Element](repeating: 0, count: values.count)
    for row in 0..<rows {
      for index in range(ofRow: row) {
        let place = places[Int(columnIndices[index])]
        indices[place] = Int32(row)
        moved[place] = values[index]
        places[Int(columnIndices[index])] += 1
      }
    }
    return SparseMatrix(
      rows: columns, columns: rows, starts: starts, columnIndices: indices, values: moved)
  }
}
