import WordMineBase

/// Losses whose gradients are simpler than those of the operations that they consist of.
extension Variable {
  /// The softmax of each row.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func softmaxOfRows() -> Variable {
    let y = value.softmaxOfRows()
    return tape.record(y, from: [self]) { gradient in
      var result = gradient * y
      for row in 0..<y.rows {
        let share = pairwiseSum(result.row(row))
        for index in y.range(ofRow: row) { result.elements[index] -= y.elements[index] * share }
      }
      return [result]
    }
  }

  /// −Σ w log softmax(x)[target] / Σ w: the mean cross-entropy in nats of rows of logits.
  ///
  /// - Parameters:
  ///   - targets: The index of the right outcome of each row.
  ///   - weights: One per row; 0 leaves a row out. By default all are 1.
  /// - Throws: `InvalidValue` if there are not as many targets or weights as rows, for a target that is no
  ///   column, for a weight below 0, and if no weight is above 0.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func softmaxCrossEntropy(
    targets: [Int], weights: [Element]? = nil
  ) throws(InvalidValue) -> Variable {
    let weights = weights ?? Array(repeating: 1, count: rows)
    try InvalidValue.checkEqual(targets.count, "targets", rows, "rows")
    try InvalidValue.check("target", targets, below: columns)
    try InvalidValue.checkEqual(weights.count, "weights", rows, "rows")
    for weight in weights { try InvalidValue.checkNotNegative("weight", Double(weight)) }
    let total = pairwiseSum(weights[...])
    try InvalidValue.checkPositive("sum of the weights", Double(total))
    let (softmax, losses) = CrossEntropy.softmaxAndLosses(value, targets: targets)
    let loss = pairwiseSum(zip(losses, weights).map { $0 * $1 }[...]) / total
    return tape.record(Matrix(row: [loss]), from: [self]) { gradient in
      var result = softmax
      for (row, target) in targets.enumerated() {
        result[row, target] -= 1
        let factor = gradient.elements[0] * weights[row] / total
        for index in result.range(ofRow: row) { result.elements[index] *= factor }
      }
      return [result]
    }
  }

  /// −Σ counts · log softmax(x) of each row: [n, 1].
  ///
  /// - Parameter counts: How often each outcome was seen, of the shape of the logits.
  /// - Throws: `InvalidValue` if the counts have another shape.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func multinomialLosses(counts: Matrix<Element>) throws(InvalidValue) -> Variable {
    try counts.check(rows: rows, columns: columns, "counts")
    let logs = CrossEntropy.logSoftmax(value)
    let losses = (counts * logs).rowSums.map { -$0 }
    let totals = counts.rowSums
    return tape.record(Matrix(rows, 1, losses), from: [self]) { gradient in
      var result = logs
      for row in 0..<logs.rows {
        let factor = gradient.elements[row]
        for index in logs.range(ofRow: row) {
          let expected = totals[row] * Element.exp(logs.elements[index])
          result.elements[index] = factor * (expected - counts.elements[index])
        }
      }
      return [result]
    }
  }

  /// −Σ counts · log(θ β) of each row, [n, 1]: the cost of outcomes that come from a mixture.
  ///
  /// θ are the shares in these rows, [n, k]. θ β is computed only for outcomes that were seen, and counts
  /// as at least 10⁻³⁰.
  ///
  /// - Parameters:
  ///   - components: β, a distribution of outcomes per row: [k, outcomes].
  ///   - counts: How often each outcome was seen, [n, outcomes].
  /// - Throws: `InvalidValue` if there are not as many components as shares, rows of counts as rows, or
  ///   counts in a row as outcomes.
  /// - Complexity: O(k · (elements of `counts` + outcomes)).
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func mixtureLosses(
    _ components: Variable, counts: SparseMatrix<Element>
  ) throws(InvalidValue) -> Variable {
    try InvalidValue.checkEqual(components.rows, "components", columns, "shares")
    try InvalidValue.checkEqual(counts.rows, "rows of counts", rows, "rows")
    try counts.check(columns: components.columns, "counts")
    let (shares, outcomes) = (value, components.value.transposed())
    var losses = Matrix<Element>(rows: rows, columns: 1)
    var ratios = counts
    for row in 0..<rows {
      for index in counts.range(ofRow: row) {
        let outcome = outcomes.row(Int(counts.columnIndices[index]))
        let probability = max(dot(shares.row(row), outcome), 1e-30)
        losses.elements[row] -= counts.values[index] * Element.log(probability)
        ratios.values[index] /= probability
      }
    }
    return tape.record(losses, from: [self, components]) { gradient in
      var slopes = ratios
      for row in 0..<slopes.rows {
        for index in slopes.range(ofRow: row) { slopes.values[index] *= -gradient.elements[row] }
      }
      return [slopes.product(outcomes), slopes.transposedProduct(shares).transposed()]
    }
  }

  /// Σ log(1 + e^x) − t x of each row: the nats of independent binary targets, [n, 1].
  ///
  /// - Parameter targets: From 0 to 1, of the shape of the logits.
  /// - Throws: `InvalidValue` if the targets have another shape.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func bernoulliLosses(targets: Matrix<Element>) throws(InvalidValue) -> Variable {
    try targets.check(rows: rows, columns: columns, "targets")
    let x = value
    let losses = x.combined(with: targets) { .softplus($0) - $1 * $0 }.rowSums
    return tape.record(Matrix(rows, 1, losses), from: [self]) { gradient in
      var result = x.combined(with: targets) { .sigmoid($0) - $1 }
      for row in 0..<x.rows {
        for index in x.range(ofRow: row) { result.elements[index] *= gradient.elements[row] }
      }
      return [result]
    }
  }
}
