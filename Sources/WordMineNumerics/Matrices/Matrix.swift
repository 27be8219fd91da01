/// A dense matrix, stored by rows.
///
/// Vectors are rows: a layer is `x · W`, and a batch is a matrix with a row per sample. As with `Array`,
/// sizes that are negative, indices out of range, and operands of shapes that do not fit are errors of
/// the program, which stops and says which shapes met.
public struct Matrix<Element: Scalar>: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// Element (r, c) is at `r * columns + c`.
  public package(set) var elements: [Element]

  /// - Precondition: There are rows · columns elements.
  public init(rows: Int, columns: Int, elements: [Element]) {
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
    self.init(
      rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
  }

  /// A matrix from its rows, all of equal length.
  public init(_ rows: [[Element]]) {
    self.init(rows: rows.count, columns: rows.first?.count ?? 0, elements: Array(rows.joined()))
  }

  /// A matrix of one row.
  public init(row: [Element]) { self.init(rows: 1, columns: row.count, elements: row) }

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
    self.init(
      rows: other.rows, columns: other.columns, elements: other.elements.map { Element($0) })
  }

  /// The numbers of rows and columns.
  public var shape: (rows: Int, columns: Int) { (rows, columns) }
  /// The number of elements.
  public var count: Int { elements.count }

  /// The element of a row and a column, both from 0.
  public subscript(row: Int, column: Int) -> Element {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// The place of a row in `elements`.
  func range(ofRow row: Int) -> Range<Int> { row * columns..<(row + 1) * columns }

  /// The elements of a row.
  public func row(_ row: Int) -> ArraySlice<Element> { elements[range(ofRow: row)] }

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
    Matrix(
      rows: range.count, columns: columns,
      elements: Array(elements[range.lowerBound * columns..<range.upperBound * columns]))
  }

  /// The rows with the given indices, in that order, including repetitions.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func rows(at indices: [Int]) -> Matrix {
    var gathered: [Element] = []
    gathered.reserveCapacity(indices.count * columns)
    for index in indices { gathered += row(index) }
    return Matrix(rows: indices.count, columns: columns, elements: gathered)
  }

  /// Some consecutive columns.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func columns(_ range: Range<Int>) -> Matrix {
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
    Matrix(
      rows: parts.reduce(0) { $0 + $1.rows }, columns: parts.first?.columns ?? 0,
      elements: Array(parts.map(\.elements).joined()))
  }
}
