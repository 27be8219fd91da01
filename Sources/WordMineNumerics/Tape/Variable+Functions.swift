/// Functions of each element.
extension Variable {
  /// - Parameter derivative: From x and f(x).
  @inline(__always)
  private func map(
    _ function: (Element) -> Element, derivative: @escaping (Element, Element) -> Element
  ) -> Variable {
    let x = value
    let y = x.map(function)
    return tape.record(y, from: [self]) { gradient in
      var result = gradient
      for index in result.elements.indices {
        result.elements[index] *= derivative(x.elements[index], y.elements[index])
      }
      return [result]
    }
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func exponential() -> Variable {
    map({ Element.exponential($0) }, derivative: { _, y in y })
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func logarithm() -> Variable {
    map({ Element.logarithm($0) }, derivative: { x, _ in 1 / x })
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func hyperbolicTangent() -> Variable {
    map({ Element.hyperbolicTangent($0) }, derivative: { _, y in 1 - y * y })
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func sigmoid() -> Variable {
    map({ Element.sigmoid($0) }, derivative: { _, y in y * (1 - y) })
  }

  /// log(1 + e^x)
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func softplus() -> Variable {
    map({ Element.softplus($0) }, derivative: { x, _ in .sigmoid(x) })
  }

  /// max(x, 0)
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func rectified() -> Variable {
    map({ max($0, 0) }, derivative: { x, _ in x > 0 ? 1 : 0 })
  }

  /// x σ(x), also called SiLU or swish.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func sigmoidWeighted() -> Variable {
    map(
      { $0 * .sigmoid($0) },
      derivative: { x, y in
        let s = Element.sigmoid(x)
        return s + y * (1 - s)
      })
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func squared() -> Variable { map({ $0 * $0 }, derivative: { x, _ in 2 * x }) }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func squareRoot() -> Variable {
    map({ $0.squareRoot() }, derivative: { _, y in 1 / (2 * y) })
  }
}
