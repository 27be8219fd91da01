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
  /// - Precondition: Both have as many outcomes.
  public static func divergence(_ p: [Double], from q: [Double]) -> Double {
    precondition(p.count == q.count, "distributions of \(p.count) and \(q.count) outcomes")
    return zip(p, q).reduce(0) { sum, pair in
      guard pair.0 > 0 else { return sum }
      return pair.1 > 0 ? sum + pair.0 * Double.log(pair.0 / pair.1) : .infinity
    }
  }

  /// I(X; Z) of the joint distribution p(x) p(z|x).
  ///
  /// - Parameter conditional: [x, z], each row sums to one.
  public static func mutual(_ p: [Double], conditional: Matrix<Double>) -> Double {
    let marginal = Matrix(row: p).product(conditional, by: .portable).elements
    return zip(p, 0..<conditional.rows).reduce(0) { sum, pair in
      sum + pair.0 * divergence(Array(conditional.row(pair.1)), from: marginal)
    }
  }
}
