/// A matrix on a tape.
public struct Variable<Element: Scalar> {
  /// The tape that the variable is on.
  public let tape: Tape<Element>
  let index: Int

  /// The value that was computed.
  public var value: Matrix<Element> { tape.nodes[index].value }
  var needsGradient: Bool { tape.nodes[index].needsGradient }
  /// The number of rows of the value.
  public var rows: Int { value.rows }
  /// The number of columns of the value.
  public var columns: Int { value.columns }
  /// The value of a result with one element, such as a loss.
  public var scalar: Element { value.elements[0] }
}

extension Variable {
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func + (a: Variable, b: Variable) -> Variable {
    a.tape.record(a.value + b.value, from: [a, b]) { [$0, $0] }
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func - (a: Variable, b: Variable) -> Variable {
    a.tape.record(a.value - b.value, from: [a, b]) { [$0, -$0] }
  }

  /// The product element by element.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func * (a: Variable, b: Variable) -> Variable {
    let (x, y) = (a.value, b.value)
    return a.tape.record(x * y, from: [a, b]) { [$0 * y, $0 * x] }
  }

  /// The quotient element by element.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public static func / (a: Variable, b: Variable) -> Variable {
    let (quotient, y) = (a.value.combined(with: b.value) { $0 / $1 }, b.value)
    return a.tape.record(quotient, from: [a, b]) { gradient in
      let byFirst = gradient.combined(with: y) { $0 / $1 }
      return [byFirst, (byFirst * quotient) * -1]
    }
  }

  public static func * (a: Variable, factor: Element) -> Variable {
    a.tape.record(a.value * factor, from: [a]) { [$0 * factor] }
  }

  /// A number added to each element.
  public static func + (a: Variable, number: Element) -> Variable {
    a.tape.record(a.value.map { $0 + number }, from: [a]) { [$0] }
  }

  /// The product of two matrices.
  public static func • (a: Variable, b: Variable) -> Variable {
    let (x, y) = (a.value, b.value)
    let (needsX, needsY) = (a.needsGradient, b.needsGradient)
    return a.tape.record(x • y, from: [a, b]) { gradient in
      [
        needsX ? gradient.product(y, transposingOther: true) : nil,
        needsY ? x.product(gradient, transposingSelf: true) : nil,
      ]
    }
  }

  /// The product with the transpose of another matrix.
  public func timesTransposed(_ other: Variable) -> Variable {
    let (x, y) = (value, other.value)
    let product = x.product(y, transposingOther: true)
    let (needsX, needsY) = (needsGradient, other.needsGradient)
    return tape.record(product, from: [self, other]) { gradient in
      [
        needsX ? gradient • y : nil,
        needsY ? gradient.product(x, transposingSelf: true) : nil,
      ]
    }
  }

  /// One row, a bias, added to each row.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func addingRow(_ row: Variable) -> Variable {
    tape.record(value.addingToRows(row.value.elements), from: [self, row]) {
      [$0, Matrix(row: $0.columnSums)]
    }
  }

  /// Each row times one row, element by element.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func timesRow(_ row: Variable) -> Variable {
    let (x, factors) = (value, row.value.elements)
    let product = x.combiningRows(with: factors) { $0 * $1 }
    return tape.record(product, from: [self, row]) { gradient in
      [gradient.combiningRows(with: factors) { $0 * $1 }, Matrix(row: (gradient * x).columnSums)]
    }
  }
}

extension SparseMatrix {
  /// The product with a variable, such as documents × weights of words.
  public func times(_ weights: Variable<Element>) -> Variable<Element> {
    weights.tape.record(product(weights.value), from: [weights]) { [self.transposedProduct($0)] }
  }
}
