import WordMineBase

/// The role of a parameter, which determines how it is updated.
public enum ParameterKind: String, Sendable, Codable, CaseIterable {
  /// The weights of a product.
  case kernel
  /// An addend of a layer or a normalization.
  case bias
  /// A factor of a normalization; neutral at one.
  case gain
  /// A table with one row per token.
  case embedding
}

/// A matrix that is learned.
public struct Parameter<Element: Scalar>: Equatable, Sendable {
  /// The name, unique within a model.
  public let name: String
  /// The role, which selects the group of the optimizer.
  public let kind: ParameterKind
  /// The weights.
  public var value: Matrix<Element>

  public init(_ name: String, _ kind: ParameterKind, _ value: Matrix<Element>) {
    self.name = name
    self.kind = kind
    self.value = value
  }
}

extension SeededGenerator {
  /// A matrix of independent standard normal numbers, such as the noise of stochastic layers.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public mutating func normal<Element: Scalar>(
    rows: Int, columns: Int, as type: Element.Type = Element.self
  ) -> Matrix<Element> {
    var elements: [Element] = []
    elements.reserveCapacity(rows * columns)
    for _ in 0..<rows * columns { elements.append(Element(normal())) }
    return Matrix(rows, columns, elements)
  }

  /// A parameter of normal numbers with the variance 1 / rows (1 / columns for tables): products with it
  /// keep the size of vectors.
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

/// Parameters on a tape, by name and in order; of equal names the first one counts.
public struct TapedParameters<Element: Scalar> {
  /// The tape that the variables are on.
  public let tape: Tape<Element>
  /// In the order of the parameters.
  public let variables: [Variable<Element>]
  private let places: [String: Int]

  /// Puts parameters on a tape, as variables whose gradients are wanted.
  public init(_ parameters: [Parameter<Element>], on tape: Tape<Element>) {
    self.init(parameters, variables: parameters.map { tape.variable($0.value) }, on: tape)
  }

  /// Variables that stand for parameters, in their order.
  init(
    _ parameters: [Parameter<Element>], variables: [Variable<Element>], on tape: Tape<Element>
  ) {
    self.tape = tape
    self.variables = variables
    places = Dictionary(
      parameters.indices.map { (parameters[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The variable of a parameter.
  ///
  /// - Precondition: There is a parameter of this name.
  public subscript(_ name: String) -> Variable<Element> {
    guard let place = places[name] else { preconditionFailure("no parameter \(name)") }
    return variables[place]
  }
}

/// Parameters to compute with, by name; of equal names the first one counts.
public struct ParameterTable<Element: Scalar>: Sendable {
  private let values: [String: Matrix<Element>]

  public init(_ parameters: [Parameter<Element>]) {
    values = Dictionary(
      parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The value of a parameter.
  ///
  /// - Precondition: There is a parameter of this name.
  public subscript(_ name: String) -> Matrix<Element> {
    guard let value = values[name] else { preconditionFailure("no parameter \(name)") }
    return value
  }
}
