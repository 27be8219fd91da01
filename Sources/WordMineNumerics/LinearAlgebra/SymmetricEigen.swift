import WordMineBase

/// The eigenvalues and eigenvectors of a symmetric matrix: A = V Λ Vᵀ.
public struct SymmetricEigen<Element: Scalar>: Sendable {
  /// In descending order.
  public let values: [Element]
  /// One column per value, each of length one. Its sign is arbitrary.
  public let vectors: Matrix<Element>

  /// - Parameter matrix: A symmetric matrix; only one triangle is read.
  /// - Throws: `InvalidValue` if the matrix is not square, if an element is not finite, or if the
  ///   iteration does not converge.
  /// - Complexity: O(n³).
  public init(
    _ matrix: Matrix<Element>, by algebra: LinearAlgebra = .best
  ) throws(InvalidValue) {
    try matrix.checkSquare()
    try matrix.checkFinite()
    guard matrix.rows > 0 else {
      (values, vectors) = ([], matrix)
      return
    }
    let (scaled, scale) = matrix.scaledToOne()
    switch algebra.available {
    case .openBLAS:
      var rows = scaled
      let ascending = Element.openBLAS.symmetricEigen(&rows)
      let descending = Array((0..<matrix.rows).reversed())
      values = ascending.reversed().map { $0 * scale }
      vectors = rows.rows(at: descending).transposed()
    case .portable:
      var solver = TridiagonalSolver(scaled)
      try solver.solve()
      let order = solver.diagonal.indices.sorted { solver.diagonal[$0] > solver.diagonal[$1] }
      values = order.map { solver.diagonal[$0] * scale }
      vectors = solver.vectors.transposed().rows(at: order).transposed()
    }
  }
}

/// Householder reduction to three diagonals, then implicit QL steps with Wilkinson's shift.
///
/// Reference: Golub and Van Loan, *Matrix Computations*, sections 8.3.1 and 8.3.5.
struct TridiagonalSolver<Element: Scalar> {
  private(set) var diagonal: [Element]
  private var beside: [Element]
  /// The columns become eigenvectors.
  private(set) var vectors: Matrix<Element>
  private let size: Int

  init(_ matrix: Matrix<Element>) {
    size = matrix.rows
    vectors = .identity(size)
    diagonal = []
    beside = []
    reduce(matrix)
  }

  /// A ← H A H for each column, with H = 1 − 2 v vᵀ that clears what is below the second diagonal.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private mutating func reduce(_ matrix: Matrix<Element>) {
    var a = matrix
    for column in 0..<max(0, size - 2) {
      guard let v = Householder.vector((column + 1..<size).map { a[$0, column] }) else { continue }
      Householder.apply(v, fromLeftAt: column + 1, to: &a, columns: 0..<size)
      Householder.apply(v, fromRightAt: column + 1, to: &a)
      Householder.apply(v, fromRightAt: column + 1, to: &vectors)
    }
    diagonal = a.diagonal
    beside = (0..<size).map { $0 + 1 < size ? a[$0 + 1, $0] : 0 }
  }

  mutating func solve() throws(InvalidValue) {
    for first in 0..<size {
      var rounds = 0
      while let last = end(of: first), last > first {
        rounds += 1
        guard rounds < 100 else { throw InvalidValue("the eigenvalues do not converge") }
        step(first, last)
      }
    }
  }

  /// The last row of the block that starts at `first`.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private func end(of first: Int) -> Int? {
    (first..<size).first { row in
      guard row + 1 < size else { return true }
      let scale = abs(diagonal[row]) + abs(diagonal[row + 1])
      return abs(beside[row]) <= Element.ulpOfOne * scale
    }
  }

  /// One implicit QL step on the block of rows `first...last`, upwards.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private mutating func step(_ first: Int, _ last: Int) {
    let half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first])
    let root = (half * half + 1).squareRoot()
    let shift = diagonal[first] - beside[first] / (half + (half >= 0 ? root : -root))
    var (s, c, carried) = (Element(1), Element(1), Element(0))
    var g = diagonal[last] - shift
    for row in (first..<last).reversed() {
      let f = s * beside[row]
      let b = c * beside[row]
      let r = (f * f + g * g).squareRoot()
      beside[row + 1] = r
      guard r > 0 else {
        diagonal[row + 1] -= carried
        beside[last] = 0
        return
      }
      (s, c) = (f / r, g / r)
      g = diagonal[row + 1] - carried
      let t = (diagonal[row] - g) * s + 2 * c * b
      carried = s * t
      diagonal[row + 1] = g + carried
      g = c * t - b
      rotate(row, s, c)
    }
    diagonal[first] -= carried
    beside[first] = g
    beside[last] = 0
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  private mutating func rotate(_ column: Int, _ s: Element, _ c: Element) {
    for row in 0..<size {
      let (left, right) = (vectors[row, column], vectors[row, column + 1])
      vectors[row, column + 1] = s * left + c * right
      vectors[row, column] = c * left - s * right
    }
  }
}
