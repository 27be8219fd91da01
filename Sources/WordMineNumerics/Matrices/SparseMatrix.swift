import WordMineBase

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
  ///   - starts: One more than there are rows, ascending from 0 to the number of values.
  ///   - columnIndices: Ascending within a row, without repetitions.
  /// - Throws: `InvalidValue` if the arrays do not fit together as described.
  /// - Complexity: O(rows + elements).
  public init(
    rows: Int, columns: Int, starts: [Int], columnIndices: [Int32], values: [Element]
  ) throws(InvalidValue) {
    try InvalidValue.check("rows", rows, atLeast: 0)
    try InvalidValue.check("columns", columns, in: 0...Int(Int32.max))
    try InvalidValue.checkEqual(starts.count - 1, "starts but the last", rows, "rows")
    try InvalidValue.checkEqual(columnIndices.count, "columns", values.count, "values")
    if let fault = Self.fault(columns, starts, columnIndices) { throw InvalidValue(fault) }
    self.init(rows, columns, starts, columnIndices, values)
  }

  /// - Precondition: The arrays fit together as the public initializer says; this checks only as much as
  ///   products need, so that they stay within memory.
  package init(
    _ rows: Int, _ columns: Int, _ starts: [Int], _ columnIndices: [Int32], _ values: [Element]
  ) {
    precondition(starts.count == rows + 1, "\(starts.count) starts for \(rows) rows")
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

  /// Why starts and columns are not those of a matrix; `nil` if they are.
  private static func fault(_ columns: Int, _ starts: [Int], _ indices: [Int32]) -> String? {
    guard starts.first == 0, starts.last == indices.count else {
      return "starts from \(starts[0]) to \(starts[starts.count - 1]) for \(indices.count) values; "
        + "they must ascend from 0 to the number of values"
    }
    for row in 0..<starts.count - 1 {
      guard starts[row] <= starts[row + 1], starts[row + 1] <= indices.count else {
        return "row \(row) has the elements from \(starts[row]) to \(starts[row + 1]) of "
          + "\(indices.count); starts must ascend"
      }
      var least: Int32 = 0
      for column in indices[starts[row]..<starts[row + 1]] {
        guard column >= least, column < columns else {
          return "column \(column) in row \(row) of \(columns) columns; the columns of a row must "
            + "ascend without repetitions, from 0"
        }
        least = column + 1
      }
    }
    return nil
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
  ///
  /// - Throws: `InvalidValue` for an entry outside of the matrix, or a size that no matrix has.
  public init(rows: Int, columns: Int, entries: [Entry]) throws(InvalidValue) {
    try InvalidValue.check("rows", rows, atLeast: 0)
    try InvalidValue.check("columns", columns, in: 0...Int(Int32.max))
    for entry in entries {
      guard 0..<rows ~= entry.row, 0..<columns ~= entry.column else {
        throw InvalidValue(
          "an entry in row \(entry.row), column \(entry.column) of \(rows) × \(columns), from 0")
      }
    }
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
    self.init(rows, columns, starts, columnIndices, values)
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
      dense.rows, dense.columns, starts, columnIndices, dense.elements.filter { $0 != 0 })
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
      let length = norm(values[range(ofRow: row)])
      for index in range(ofRow: row) where length > 0 { result.values[index] /= length }
    }
    return result
  }

  /// - Throws: `InvalidValue` if an element is not finite.
  package func checkFinite() throws(InvalidValue) {
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
    let row = (0..<rows).first { starts[$0 + 1] > index } ?? 0
    throw InvalidValue(
      "\(values[index]) in row \(row), column \(columnIndices[index]) of a matrix; its elements must "
        + "be finite")
  }

  /// - Throws: `InvalidValue` if the matrix has other columns.
  package func check(columns expected: Int, _ name: String) throws(InvalidValue) {
    guard columns == expected else {
      throw InvalidValue("\(name) of \(columns) columns; there must be \(expected)")
    }
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
    return SparseMatrix(columns, rows, starts, indices, moved)
  }
}
