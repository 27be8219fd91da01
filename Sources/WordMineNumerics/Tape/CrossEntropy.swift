/// The logarithmic loss of rows of logits, without a tape.
enum CrossEntropy<Element: Scalar> {
  /// The softmax of each row, and −log of it at the target, with one exponential per element.
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
      let total = pairwiseSum(logits.row(row).map { Element.exp($0 - top) }[...])
      let shift = top + Element.log(total)
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
