import WordMineBase

/// Information measures of discrete distributions, in nats unless the name says bits.
public enum Information {
  /// One bit, in nats.
  public static let bit = Double.log(2)

  /// Converts nats to bits.
  public static func bits(_ nats: Double) -> Double { nats / bit }

  /// −Σ p log p.
  public static func entropy(_ p: [Double]) -> Double {
    p.reduce(0) { $1 > 0 ? $0 - $1 * Double.log($1) : $0 }
  }

  /// KL(p ‖ q) = Σ p log(p / q); infinite if q is 0 where p is not.
  ///
  /// - Throws: `InvalidValue` if they have not as many outcomes.
  public static func divergence(
    _ p: [Double], from q: [Double]
  ) throws(InvalidValue) -> Double {
    try InvalidValue.checkEqual(p.count, "outcomes", q.count, "outcomes of the other distribution")
    return zip(p, q).reduce(0) { sum, pair in
      guard pair.0 > 0 else { return sum }
      return pair.1 > 0 ? sum + pair.0 * Double.log(pair.0 / pair.1) : .infinity
    }
  }

  /// I(X; Z) of the joint distribution p(x) p(z|x).
  ///
  /// - Parameter conditional: [x, z], each row sums to one.
  /// - Throws: `InvalidValue` if there are not as many rows as values of X.
  public static func mutual(
    _ p: [Double], conditional: Matrix<Double>
  ) throws(InvalidValue) -> Double {
    try InvalidValue.checkEqual(conditional.rows, "rows", p.count, "values of X")
    let marginal = Matrix(row: p).product(conditional, by: .portable).elements
    var sum = 0.0
    for (row, share) in p.enumerated() {
      sum += share * (try divergence(Array(conditional.row(row)), from: marginal))
    }
    return sum
  }
}
