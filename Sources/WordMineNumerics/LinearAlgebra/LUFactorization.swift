import WordMineBase

/// The LU factorization with row exchanges: P A = L U, with ones on the diagonal of L.
public struct LUFactorization<Element: Scalar>: Sendable {
  /// Row i of P A is row `order[i]` of A.
  public let order: [Int]
  /// L
  public let lower: Matrix<Element>
  /// U
  public let upper: Matrix<Element>
  /// Whether A has an inverse, as far as no pivot is exactly 0.
  public let isRegular: Bool
  /// −1 for an odd number of row exchanges, otherwise 1.
  private let sign: Element

  /// - Throws: `InvalidValue` if the matrix is not square, or if an element is not finite.
  /// - Complexity: O(n³).
  public init(
    _ matrix: Matrix<Element>, by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    try matrix.checkSquare()
    try matrix.checkFinite()
    self.init(square: matrix, by: algebra)
  }

  /// - Precondition: The matrix is square.
  init(square matrix: Matrix<Element>, by algebra: LinearAlgebra = .best) {
    var both = matrix
    var order = Array(0..<matrix.rows)
    var sign: Element = 1
    switch algebra.available {
    case .openBLAS:
      both = matrix.transposed()
      let (exchanges, isRegular) = Element.openBLAS.lu(&both)
      both = both.transposed()
      for (row, other) in exchanges.enumerated() where Int(other) - 1 != row {
        order.swapAt(row, Int(other) - 1)
        sign = -sign
      }
      self.isRegular = isRegular
    case .portable:
      isRegular = Self.factorize(&both, &order, &sign)
    }
    self.order = order
    self.sign = sign
    upper = both.upperTriangle()
    var lower = both.lowerTriangle()
    for index in 0..<lower.rows { lower[index, index] = 1 }
    self.lower = lower
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private static func factorize(
    _ a: inout Matrix<Element>, _ order: inout [Int], _ sign: inout Element
  ) -> Bool {
    var isRegular = true
    for step in 0..<a.rows {
      let pivot = (step..<a.rows).max { abs(a[$0, step]) < abs(a[$1, step]) }!
      if pivot != step {
        for column in 0..<a.columns {
          (a[step, column], a[pivot, column]) = (a[pivot, column], a[step, column])
        }
        order.swapAt(step, pivot)
        sign = -sign
      }
      guard a[step, step] != 0 else {
        isRegular = false
        continue
      }
      for row in step + 1..<max(step + 1, a.rows) {
        a[row, step] /= a[step, step]
        for column in step + 1..<a.columns { a[row, column] -= a[row, step] * a[step, column] }
      }
    }
    return isRegular
  }

  /// det A
  public var determinant: Element { upper.diagonal.reduce(sign, *) }

  /// log |det A|.
  public var logDeterminant: Element { upper.diagonal.reduce(0) { $0 + .log(abs($1)) } }

  /// x with A x = b; `nil` if A is singular.
  ///
  /// - Throws: `InvalidValue` if b has not as many elements as A has rows.
  /// - Complexity: O(n²).
  public func solve(_ b: [Element]) throws(InvalidValue) -> [Element]? {
    try InvalidValue.checkEqual(b.count, "elements", upper.rows, "rows")
    return isRegular ? solveOrNaN(b) : nil
  }

  /// The inverse of A; `nil` if A is singular.
  ///
  /// - Complexity: O(n³).
  public var inverse: Matrix<Element>? { isRegular ? inverseOrNaN : nil }

  /// The inverse, with elements that are not finite if A is singular.
  var inverseOrNaN: Matrix<Element> {
    let unit = Matrix<Element>.identity(upper.rows)
    let columns = (0..<upper.rows).map { solveOrNaN(Array(unit.row($0))) }
    return Matrix(upper.rows, upper.rows, Array(columns.joined())).transposed()
  }

  private func solveOrNaN(_ b: [Element]) -> [Element] {
    TriangularSystem.solveUpper(
      upper, TriangularSystem.solveLower(lower, order.map { b[$0] }))
  }
}
