/// Reflections H = 1 − 2 v vᵀ that map a vector to a multiple of the first axis.
enum Householder<Element: Scalar> {
  /// The unit vector v for x, so that H x = ∓|x| e₁; `nil` if x is such a multiple already.
  static func vector(_ x: [Element]) -> [Element]? {
    guard x.dropFirst().contains(where: { $0 != 0 }) else { return nil }
    // Scaled, so that squares neither overflow nor vanish.
    let scale = x.reduce(0) { max($0, abs($1)) }
    var v = x.map { $0 / scale }
    let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
    v[0] += v[0] >= 0 ? length : -length
    let norm = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return v.map { $0 / norm }
  }

  /// A ← H A on the rows from `start`, in some columns.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  static func apply(
    _ v: [Element], fromLeftAt start: Int, to a: inout Matrix<Element>, columns: Range<Int>
  ) {
    var sums = [Element](repeating: 0, count: a.columns)
    for row in v.indices {
      for column in columns { sums[column] += v[row] * a[start + row, column] }
    }
    for row in v.indices {
      for column in columns { a[start + row, column] -= 2 * v[row] * sums[column] }
    }
  }

  /// A ← A H on the columns from `start`.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  static func apply(_ v: [Element], fromRightAt start: Int, to a: inout Matrix<Element>) {
    for row in 0..<a.rows {
      var sum: Element = 0
      for column in v.indices { sum += a[row, start + column] * v[column] }
      for column in v.indices { a[row, start + column] -= 2 * sum * v[column] }
    }
  }
}
