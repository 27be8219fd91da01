/// Functions of each element.
extension Variable {
  /// - Parameter derivative: f′, computed from x and f(x).
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

  /// e^x
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func exp() -> Variable {
    map({ Element.exp($0) }, derivative: { _, y in y })
  }

  /// log x, the natural logarithm
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func log() -> Variable {
    map({ Element.log($0) }, derivative: { x, _ in 1 / x })
  }

  /// tanh x
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func tanh() -> Variable {
    map({ Element.tanh($0) }, derivative: { _, y in 1 - y * y })
  }

  /// σ(x) = 1 / (1 + e^−x)
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

  /// x²
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func squared() -> Variable { map({ $0 * $0 }, derivative: { x, _ in 2 * x }) }

  /// √x
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func squareRoot() -> Variable {
    map({ $0.squareRoot() }, derivative: { _, y in 1 / (2 * y) })
  }
}
