/// A layer of causal attention that can be trained on sequences and be run token by token.
public protocol AttentionLayer: Sendable {
  /// How many numbers the cache keeps of each token.
  var cacheScalarsPerToken: Int { get }

  /// The columns of each part of the cache.
  var cacheColumns: [Int] { get }

  /// The parameters at the beginning, with names that begin with the prefix.
  func parameters<Element: Scalar>(
    _ prefix: String, _ generator: inout SeededGenerator
  ) -> [Parameter<Element>]

  /// The output for whole sequences.
  ///
  /// - Parameters:
  ///   - x: [sequences · length, width]
  ///   - sequences: How many sequences of one length stand one below the other.
  func forward<Element: Scalar>(
    _ x: Variable<Element>, _ p: TapedParameters<Element>, prefix: String, sequences: Int
  ) -> Variable<Element>

  /// The output for the next tokens of one sequence; what later tokens need goes to the cache.
  ///
  /// - Parameter x: [new tokens, width]
  func step<Element: Scalar>(
    _ x: Matrix<Element>, _ weights: ParameterTable<Element>, prefix: String,
    cache: inout KeyValueCache<Element>
  ) -> Matrix<Element>
}

/// What a layer keeps of the tokens so far.
public struct KeyValueCache<Element: Scalar>: Sendable {
  private var parts: [[Element]]
  private let columns: [Int]
  /// The number of tokens.
  public private(set) var count = 0

  /// An empty cache.
  ///
  /// - Parameter capacity: The tokens for which memory is taken at once.
  public init(for layer: some AttentionLayer, capacity: Int = 0) {
    columns = layer.cacheColumns
    parts = columns.map { width in
      var part: [Element] = []
      part.reserveCapacity(width * capacity)
      return part
    }
  }

  /// How much memory the tokens take.
  public var bytes: Int { parts.reduce(0) { $0 + $1.count } * MemoryLayout<Element>.stride }

  /// A part: one row a token.
  func part(_ index: Int) -> Matrix<Element> {
    Matrix(rows: count, columns: columns[index], elements: parts[index])
  }

  /// Adds the rows of new tokens to each part.
  mutating func append(_ rows: [Matrix<Element>]) {
    for (index, part) in rows.enumerated() {
      precondition(
        part.columns == columns[index], "\(part.columns) columns for \(columns[index])")
      parts[index] += part.elements
    }
    count += rows[0].rows
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
