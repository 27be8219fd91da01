import WordMineBase

extension Matrix {
  /// A function of each element.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func map(_ transform: (Element) -> Element) -> Matrix {
    Matrix(rows, columns, elements.map(transform))
  }

  /// Combines two matrices of one shape, element by element.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func combined(
    with other: Matrix, _ combine: (Element, Element) -> Element
  ) -> Matrix {
    requireShape(of: other)
    var result = self
    for index in elements.indices {
      result.elements[index] = combine(elements[index], other.elements[index])
    }
    return result
  }

  /// The place of the first element that is not finite.
  package var firstNotFinite: (row: Int, column: Int)? {
    guard !isFinite, let index = elements.firstIndex(where: { !$0.isFinite }) else { return nil }
    return (index / columns, index % columns)
  }

  /// - Throws: `InvalidValue` if an element is not finite.
  package func checkFinite() throws(InvalidValue) {
    guard let (row, column) = firstNotFinite else { return }
    throw InvalidValue(
      "\(self[row, column]) in row \(row), column \(column) of a matrix; its elements must be finite"
    )
  }

  /// - Throws: `InvalidValue` if the matrix has other columns.
  package func check(columns expected: Int, _ name: String) throws(InvalidValue) {
    guard columns == expected else {
      throw InvalidValue("\(name) of \(columns) columns; there must be \(expected)")
    }
  }

  /// - Throws: `InvalidValue` if the matrix has another shape.
  package func check(rows expected: Int, columns: Int, _ name: String) throws(InvalidValue) {
    guard shape == (expected, columns) else {
      throw InvalidValue(
        "\(name) of \(rows) × \(self.columns); it must be \(expected) × \(columns)")
    }
  }

  /// - Throws: `InvalidValue` if the matrix is not square.
  func checkSquare() throws(InvalidValue) {
    guard rows == columns else { throw InvalidValue("\(rows) × \(columns) is not square") }
  }

  func requireShape(of other: Matrix) {
    precondition(
      rows == other.rows && columns == other.columns,
      "\(rows) × \(columns) with \(other.rows) × \(other.columns)")
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func + (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b) { $0 + $1 } }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func - (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b) { $0 - $1 } }

  /// The product element by element, not that of matrices.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func * (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b) { $0 * $1 } }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func * (a: Matrix, factor: Element) -> Matrix { a.map { $0 * factor } }

  public static prefix func - (a: Matrix) -> Matrix { a * -1 }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func += (a: inout Matrix, b: Matrix) {
    a.requireShape(of: b)
    for index in a.elements.indices { a.elements[index] += b.elements[index] }
  }

  /// The row added to each row.
  public func addingToRows(_ row: [Element]) -> Matrix { combiningRows(with: row) { $0 + $1 } }

  /// Each row combined with one row, element by element.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func combiningRows(
    with row: [Element], _ combine: (Element, Element) -> Element
  ) -> Matrix {
    precondition(row.count == columns, "a row of \(row.count) for \(columns) columns")
    var result = self
    for start in stride(from: 0, to: count, by: max(columns, 1)) {
      for column in 0..<columns {
        result.elements[start + column] = combine(elements[start + column], row[column])
      }
    }
    return result
  }

  /// Rows and columns exchanged.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result.elements[column * rows + row] = self[row, column] }
    }
    return result
  }

  /// The sum of all elements.
  public var sum: Element {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { pairwiseSum(elements[...]) }
  }

  /// The sum of each row.
  public var rowSums: [Element] {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { (0..<rows).map { pairwiseSum(row($0)) } }
  }

  /// The sum of each column.
  public var columnSums: [Element] {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { columnSums(ofRows: 0..<rows) }
  }

  /// By halves, as `pairwiseSum`.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private func columnSums(ofRows range: Range<Int>) -> [Element] {
    if range.count > longestPlainSum {
      let middle = range.lowerBound + range.count / 2
      let upper = columnSums(ofRows: range.lowerBound..<middle)
      return zip(upper, columnSums(ofRows: middle..<range.upperBound)).map { $0 + $1 }
    }
    var sums = [Element](repeating: 0, count: columns)
    for row in range {
      for column in 0..<columns { sums[column] += self[row, column] }
    }
    return sums
  }

  /// The mean of each column.
  public var columnMeans: [Element] {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { columnSums.map { $0 / Element(rows) } }
  }

  /// The largest absolute value.
  public var maximumMagnitude: Element {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { elements.reduce(0) { max($0, abs($1)) } }
  }

  /// √(mean of squares).
  public var rootMeanSquare: Element {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { norm(elements[...]) / Element(max(count, 1)).squareRoot() }
  }

  /// The elements (i, i).
  public var diagonal: [Element] { (0..<min(rows, columns)).map { self[$0, $0] } }

  /// Whether all elements are finite.
  public var isFinite: Bool {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { elements.allSatisfy(\.isFinite) }
  }

  /// The softmax of each row: e^x / Σ e^x.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func softmaxOfRows() -> Matrix {
    var result = self
    for row in 0..<rows { result.softmax(range(ofRow: row)) }
    return result
  }

  /// Replaces elements by their softmax, and returns log Σ e^x.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  @discardableResult
  mutating func softmax(_ range: Range<Int>) -> Element {
    let top = elements[range].max() ?? 0
    for index in range { elements[index] = Element.exp(elements[index] - top) }
    let total = pairwiseSum(elements[range])
    let scale = 1 / total
    for index in range { elements[index] *= scale }
    return top + Element.log(total)
  }

  /// The rows divided by their lengths; a row of zeros stays as it is.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func withUnitRows() -> Matrix {
    var result = self
    for row in 0..<rows {
      let length = norm(self.row(row))
      for index in range(ofRow: row) where length > 0 { result.elements[index] /= length }
    }
    return result
  }
}
