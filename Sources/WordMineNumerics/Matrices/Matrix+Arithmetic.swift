import WordMineBase

extension Matrix {
  /// A function of each element.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func map(_ transform: (Element) -> Element) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: elements.map(transform))
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

  /// - Throws: `InvalidValue` if an element is not finite.
  func checkFinite() throws(InvalidValue) {
    guard !isFinite, let index = elements.firstIndex(where: { !$0.isFinite }) else { return }
    throw InvalidValue(
      "\(elements[index]) in row \(index / columns), column \(index % columns) of a matrix; its "
        + "elements must be finite")
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
    get { elements.reduce(0, +) }
  }

  /// The sum of each row.
  public var rowSums: [Element] {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { (0..<rows).map { row($0).reduce(0, +) } }
  }

  /// The sum of each column.
  public var columnSums: [Element] {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get {
      var sums = [Element](repeating: 0, count: columns)
      for row in 0..<rows {
        for column in 0..<columns { sums[column] += self[row, column] }
      }
      return sums
    }
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
    get { (elements.reduce(0) { $0 + $1 * $1 } / Element(max(count, 1))).squareRoot() }
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
    var total: Element = 0
    for index in range {
      let power = Element.exp(elements[index] - top)
      elements[index] = power
      total += power
    }
    let scale = 1 / total
    for index in range { elements[index] *= scale }
    return top + Element.log(total)
  }

  /// The rows divided by their lengths, which count as at least 10⁻⁸.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func withUnitRows() -> Matrix {
    var result = self
    for row in 0..<rows {
      let length = max(dot(self.row(row), self.row(row)).squareRoot(), 1e-8)
      for index in range(ofRow: row) { result.elements[index] /= length }
    }
    return result
  }
}
