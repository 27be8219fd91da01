import WordMineBase

/// What a parameter is for, which says how it is updated.
public enum ParameterKind: String, Sendable, Codable, CaseIterable {
  /// The weights of a product.
  case kernel
  /// What is added: of a layer or of a normalization.
  case bias
  /// What a normalization is multiplied by; at rest it is one.
  case gain
  /// A table with one row a token.
  case embedding
}

/// A matrix that is learnt.
public struct Parameter<Element: Scalar>: Equatable, Sendable {
  public let name: String
  public let kind: ParameterKind
  public var value: Matrix<Element>

  public init(_ name: String, _ kind: ParameterKind, _ value: Matrix<Element>) {
    self.name = name
    self.kind = kind
    self.value = value
  }
}

extension SeededGenerator {
  /// A matrix of independent standard normal numbers: the noise of stochastic layers.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public mutating func normal<Element: Scalar>(
    rows: Int, columns: Int, as type: Element.Type = Element.self
  ) -> Matrix<Element> {
    var elements: [Element] = []
    elements.reserveCapacity(rows * columns)
    for _ in 0..<rows * columns { elements.append(Element(normal())) }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// Normal numbers with the variance 1 / rows: products with them keep the size of vectors.
  public mutating func kernel<Element: Scalar>(
    _ name: String, rows: Int, columns: Int, kind: ParameterKind = .kernel
  ) -> Parameter<Element> {
    let scale = 1 / Element(max(1, kind == .embedding ? columns : rows)).squareRoot()
    return Parameter(name, kind, normal(rows: rows, columns: columns) * scale)
  }
}

extension Parameter {
  /// A row of zeros.
  static func bias(_ name: String, columns: Int) -> Parameter {
    Parameter(name, .bias, Matrix(rows: 1, columns: columns))
  }

  /// A row of ones.
  static func gain(_ name: String, columns: Int) -> Parameter {
    Parameter(name, .gain, Matrix(rows: 1, columns: columns, repeating: 1))
  }
}
