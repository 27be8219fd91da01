/// The parts of the root-mean-square normalization that need no tape.
enum RMSNorm<Element: Scalar> {
  /// 1 / √(mean x² + ε) of each row.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  static func scales(_ x: Matrix<Element>, epsilon: Element) -> [Element] {
    (0..<x.rows).map { row in
      let mean = dot(x.row(row), x.row(row)) / Element(x.columns)
      return 1 / (mean + epsilon).squareRoot()
    }
  }

  /// Each row times its scale.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  static func scaled(_ x: Matrix<Element>, _ scales: [Element]) -> Matrix<Element> {
    var result = x
    for row in 0..<x.rows {
      for index in x.range(ofRow: row) { result.elements[index] *= scales[row] }
    }
    return result
  }

  static func normalized(_ x: Matrix<Element>, epsilon: Element = 1e-6) -> Matrix<Element> {
    scaled(x, scales(x, epsilon: epsilon))
  }
}
