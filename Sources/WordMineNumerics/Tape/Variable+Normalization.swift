extension Variable {
  /// Each row divided by its root mean square: x / √(mean x² + ε).
  ///
  /// Reference: Zhang and Sennrich 2019, *Root Mean Square Layer Normalization*.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func rootMeanSquareNormalized(epsilon: Element = 1e-6) -> Variable {
    let scales = RMSNorm.scales(value, epsilon: epsilon)
    let y = RMSNorm.scaled(value, scales)
    return tape.record(y, from: [self]) { gradient in
      // ∂L/∂x = s (g − y · mean(g y))
      var result = gradient
      for row in 0..<y.rows {
        let share = dot(gradient.row(row), y.row(row)) / Element(y.columns)
        for index in y.range(ofRow: row) {
          result.elements[index] =
            scales[row] * (gradient.elements[index] - y.elements[index] * share)
        }
      }
      return [result]
    }
  }

  /// Each column minus its mean over the rows, divided by its deviation.
  ///
  /// The deviation is that of the batch, √(mean of squares + ε); nothing is learned.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func columnsNormalized(epsilon: Element = 1e-3) -> Variable {
    let (x, means, count) = (value, value.columnMeans, Element(rows))
    let centred = x.combiningRows(with: means) { $0 - $1 }
    let scales = (centred * centred).columnMeans.map { 1 / ($0 + epsilon).squareRoot() }
    let y = centred.combiningRows(with: scales) { $0 * $1 }
    return tape.record(y, from: [self]) { gradient in
      let sums = gradient.columnSums.map { $0 / count }
      let shares = (gradient * y).columnSums.map { $0 / count }
      let along = y.combiningRows(with: shares) { $0 * $1 }
      let rest = gradient.combiningRows(with: sums) { $0 - $1 } - along
      return [rest.combiningRows(with: scales) { $0 * $1 }]
    }
  }
}
