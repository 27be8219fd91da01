/// Parameters on a tape, by name and in order.
public struct TapedParameters<Element: Scalar> {
  public let tape: Tape<Element>
  /// In the order of the parameters.
  public let variables: [Variable<Element>]
  private let places: [String: Int]

  public init(_ parameters: [Parameter<Element>], on tape: Tape<Element>) {
    self.init(parameters, variables: parameters.map { tape.variable($0.value) })
  }

  /// Variables that stand for parameters, in their order.
  init(_ parameters: [Parameter<Element>], variables: [Variable<Element>]) {
    self.variables = variables
    tape = variables[0].tape
    places = Dictionary(uniqueKeysWithValues: parameters.indices.map { (parameters[$0].name, $0) })
  }

  /// - Precondition: There is a parameter of this name.
  public subscript(_ name: String) -> Variable<Element> {
    guard let place = places[name] else { preconditionFailure("no parameter \(name)") }
    return variables[place]
  }
}

/// Parameters to compute with, by name.
public struct ParameterTable<Element: Scalar>: Sendable {
  private let values: [String: Matrix<Element>]

  public init(_ parameters: [Parameter<Element>]) {
    values = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.value) })
  }

  /// - Precondition: There is a parameter of this name.
  public subscript(_ name: String) -> Matrix<Element> {
    guard let value = values[name] else { preconditionFailure("no parameter \(name)") }
    return value
  }
}
