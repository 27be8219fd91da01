/// Losses whose gradients are simpler than the steps to them.
extension Variable {
  /// The softmax of each row.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func softmaxOfRows() -> Variable {
    let y = value.softmaxOfRows()
    return tape.record(y, from: [self]) { gradient in
      var result = gradient * y
      for row in 0..<y.rows {
        let share = result.row(row).reduce(0, +)
        for index in y.range(ofRow: row) { result.elements[index] -= y.elements[index] * share }
      }
      return [result]
    }
  }

  /// −Σ w log softmax(x)[target] / Σ w: the mean cross-entropy in nats of rows of logits.
  ///
  /// - Parameters:
  ///   - targets: One index a row.
  ///   - weights: One a row; 0 leaves a row out. All ones where not given.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func softmaxCrossEntropy(targets: [Int], weights: [Element]? = nil) -> Variable {
    precondition(targets.count == rows, "\(targets.count) targets for \(rows) rows")
    let (softmax, losses) = CrossEntropy.softmaxAndLosses(value, targets: targets)
    let weights = weights ?? Array(repeating: 1, count: rows)
    let total = weights.reduce(0, +)
    let loss = zip(losses, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
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
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func multinomialLosses(counts: Matrix<Element>) -> Variable {
    let logs = CrossEntropy.logSoftmax(value)
    let losses = (counts * logs).rowSums.map { -$0 }
    let totals = counts.rowSums
    return tape.record(Matrix(rows: rows, columns: 1, elements: losses), from: [self]) { gradient in
      var result = logs
      for row in 0..<logs.rows {
        let factor = gradient.elements[row]
        for index in logs.range(ofRow: row) {
          let expected = totals[row] * Element.exponential(logs.elements[index])
          result.elements[index] = factor * (expected - counts.elements[index])
        }
      }
      return [result]
    }
  }

  /// −Σ counts · log(θ β) of each row, [n, 1]: what outcomes cost that come from a mixture.
  ///
  /// θ are the shares in these rows, [n, k]. θ β is reckoned only where something was seen; what is
  /// less than 10⁻³⁰ counts as that.
  ///
  /// - Parameters:
  ///   - components: β, a distribution of outcomes a row: [k, outcomes].
  ///   - counts: How often each outcome was seen, [n, outcomes].
  /// - Complexity: O(k · (elements of `counts` + outcomes)).
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func mixtureLosses(_ components: Variable, counts: SparseMatrix<Element>) -> Variable {
    let (shares, outcomes) = (value, components.value.transposed())
    var losses = Matrix<Element>(rows: rows, columns: 1)
    var ratios = counts
    for row in 0..<rows {
      for index in counts.range(ofRow: row) {
        let outcome = outcomes.row(Int(counts.columnIndices[index]))
        let probability = max(dot(shares.row(row), outcome), 1e-30)
        losses.elements[row] -= counts.values[index] * Element.logarithm(probability)
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

  /// Σ log(1 + e^x) − t x of each row: the nats of independent yes-or-no targets, [n, 1].
  ///
  /// - Parameter targets: 0 or 1 or what lies between, of the shape of the logits.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func bernoulliLosses(targets: Matrix<Element>) -> Variable {
    let x = value
    let losses = x.combined(with: targets) { .softplus($0) - $1 * $0 }.rowSums
    return tape.record(Matrix(rows: rows, columns: 1, elements: losses), from: [self]) { gradient in
      var result = x.combined(with: targets) { .sigmoid($0) - $1 }
      for row in 0..<x.rows {
        for index in x.range(ofRow: row) { result.elements[index] *= gradient.elements[row] }
      }
      return [result]
    }
  }
}

enum CrossEntropy<Element: Scalar> {
  /// The softmax of each row, and −log of it at the target, from one exponential an element.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  static func softmaxAndLosses(
    _ logits: Matrix<Element>, targets: [Int]
  ) -> (Matrix<Element>, [Element]) {
    var softmax = logits
    var losses: [Element] = []
    for (row, target) in targets.enumerated() {
      let total = softmax.softmax(logits.range(ofRow: row))
      losses.append(total - logits[row, target])
    }
    return (softmax, losses)
  }

  /// x − log Σ e^x of each row.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  static func logSoftmax(_ logits: Matrix<Element>) -> Matrix<Element> {
    var result = logits
    for row in 0..<logits.rows {
      let top = logits.row(row).max() ?? 0
      let total = logits.row(row).reduce(0) { $0 + Element.exponential($1 - top) }
      let shift = top + Element.logarithm(total)
      for index in logits.range(ofRow: row) { result.elements[index] -= shift }
    }
    return result
  }

  /// −log softmax(x)[target] of each row, in nats.
  static func losses(_ logits: Matrix<Element>, targets: [Int]) -> [Element] {
    let logs = logSoftmax(logits)
    return targets.enumerated().map { -logs[$0, $1] }
  }
}
