import WordMineBase

/// A dense matrix, stored by rows.
///
/// Vectors are rows: a layer is `x · W`, and a batch is a matrix with a row per sample. As with `Array`,
/// sizes that are negative, indices out of range, and operands of shapes that do not fit are errors of
/// the program, which stops and says which shapes met. Numbers from outside are checked by throwing
/// initializers.
public struct Matrix<Element: Scalar>: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// Element (r, c) is at `r * columns + c`.
  public package(set) var elements: [Element]

  /// - Parameter elements: By rows.
  /// - Throws: `InvalidValue` for a negative size, and if there are not rows · columns elements.
  public init(rows: Int, columns: Int, elements: [Element]) throws(InvalidValue) {
    try InvalidValue.check("rows", rows, atLeast: 0)
    try InvalidValue.check("columns", columns, atLeast: 0)
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, elements.count == count else {
      throw InvalidValue("\(elements.count) elements for \(rows) × \(columns)")
    }
    self.init(rows, columns, elements)
  }

  /// - Precondition: There are rows · columns elements.
  package init(_ rows: Int, _ columns: Int, _ elements: [Element]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "\(elements.count) elements for \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix whose elements are all the same.
  ///
  /// - Precondition: Neither size is negative.
  public init(rows: Int, columns: Int, repeating value: Element = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) × \(columns)")
    self.init(rows, columns, Array(repeating: value, count: rows * columns))
  }

  /// A matrix from its rows.
  ///
  /// - Throws: `InvalidValue` if the rows are not of equal length.
  public init(rows: [[Element]]) throws(InvalidValue) {
    let columns = rows.first?.count ?? 0
    if let ragged = rows.firstIndex(where: { $0.count != columns }) {
      throw InvalidValue(
        "row \(ragged) has \(rows[ragged].count) elements, and row 0 has \(columns); make them equal"
      )
    }
    self.init(rows.count, columns, Array(rows.joined()))
  }

  /// A matrix of one row.
  public init(row: [Element]) { self.init(1, row.count, row) }

  /// A diagonal matrix.
  public init(diagonal: [Element]) {
    self.init(rows: diagonal.count, columns: diagonal.count)
    for index in diagonal.indices { self[index, index] = diagonal[index] }
  }

  /// The identity matrix.
  public static func identity(_ size: Int) -> Matrix {
    Matrix(diagonal: Array(repeating: 1, count: size))
  }

  /// The same numbers as another type of element.
  public init<Other: Scalar>(_ other: Matrix<Other>) {
    self.init(other.rows, other.columns, other.elements.map { Element($0) })
  }

  /// The numbers of rows and columns.
  public var shape: (rows: Int, columns: Int) { (rows, columns) }
  /// The number of elements.
  public var count: Int { elements.count }

  /// The element of a row and a column, both from 0.
  ///
  /// - Precondition: Neither is out of range.
  public subscript(row: Int, column: Int) -> Element {
    get { elements[place(row, column)] }
    set { elements[place(row, column)] = newValue }
  }

  /// With a column in range, the array itself refuses a row that is not.
  @inline(__always)
  private func place(_ row: Int, _ column: Int) -> Int {
    precondition(column >= 0 && column < columns, "a column is out of range")
    return row * columns + column
  }

  /// The place of a row in `elements`.
  func range(ofRow row: Int) -> Range<Int> { row * columns..<(row + 1) * columns }

  /// The elements of a row.
  ///
  /// - Precondition: The row is not out of range.
  public func row(_ row: Int) -> ArraySlice<Element> {
    precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
    return elements[range(ofRow: row)]
  }

  /// Whether all elements of a row are zero.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func isZero(row: Int) -> Bool {
    let elements = elements.span
    for index in range(ofRow: row) where elements[index] != 0 { return false }
    return true
  }

  /// Some consecutive rows.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    return Matrix(
      range.count, columns,
      Array(elements[range.lowerBound * columns..<range.upperBound * columns]))
  }

  /// The rows with the given indices, in that order, including repetitions.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func rows(at indices: [Int]) -> Matrix {
    var gathered: [Element] = []
    gathered.reserveCapacity(indices.count * columns)
    for index in indices { gathered += row(index) }
    return Matrix(indices.count, columns, gathered)
  }

  /// Some consecutive columns.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func columns(_ range: Range<Int>) -> Matrix {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(columns)")
    if range == 0..<columns { return self }
    var taken = Matrix(rows: rows, columns: range.count)
    let source = elements.span
    var target = taken.elements.mutableSpan
    for row in 0..<rows {
      for column in range {
        target[row * range.count + column - range.lowerBound] = source[row * columns + column]
      }
    }
    return taken
  }

  /// The first column, repeated.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func repeatingColumn(_ count: Int) -> Matrix {
    var wide = Matrix(rows: rows, columns: count)
    let source = elements.span
    var target = wide.elements.mutableSpan
    for row in 0..<rows {
      for column in 0..<count { target[row * count + column] = source[row * columns] }
    }
    return wide
  }

  /// The same rows, padded with zeros.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func widened(to columns: Int) -> Matrix {
    if columns == self.columns { return self }
    var wide = Matrix(rows: rows, columns: columns)
    let source = elements.span
    var target = wide.elements.mutableSpan
    for row in 0..<rows {
      for column in 0..<self.columns {
        target[row * columns + column] = source[row * self.columns + column]
      }
    }
    return wide
  }

  /// Replaces the columns from `start` on by a matrix with as many rows.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public mutating func setColumns(from start: Int, to other: Matrix) {
    precondition(
      other.rows == rows && start >= 0 && start + other.columns <= columns,
      "\(other.rows) × \(other.columns) at column \(start) of \(rows) × \(columns)")
    for row in 0..<rows {
      let place = row * columns + start
      elements.replaceSubrange(place..<place + other.columns, with: other.row(row))
    }
  }

  /// Replaces the rows from `start` on by a matrix with as many columns.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public mutating func setRows(from start: Int, to other: Matrix) {
    precondition(
      other.columns == columns && start >= 0 && start + other.rows <= rows,
      "\(other.rows) × \(other.columns) at row \(start) of \(rows) × \(columns)")
    let place = start * columns
    elements.replaceSubrange(place..<place + other.count, with: other.elements)
  }

  /// The matrices side by side.
  public static func joining(_ parts: [Matrix]) -> Matrix {
    var joined = Matrix(rows: parts.first?.rows ?? 0, columns: parts.reduce(0) { $0 + $1.columns })
    var start = 0
    for part in parts {
      precondition(part.rows == joined.rows, "\(part.rows) rows beside \(joined.rows)")
      joined.setColumns(from: start, to: part)
      start += part.columns
    }
    return joined
  }

  /// The matrices stacked vertically.
  public static func stacking(_ parts: [Matrix]) -> Matrix {
    let columns = parts.first?.columns ?? 0
    for part in parts {
      precondition(part.columns == columns, "\(part.columns) columns below \(columns)")
    }
    return Matrix(
      parts.reduce(0) { $0 + $1.rows }, columns, Array(parts.map(\.elements).joined()))
  }
}
