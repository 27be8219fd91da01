import WordMineBase

/// A layer of causal attention that can be trained on whole sequences and run token by token.
///
/// ``GroupedAttention`` is multi-head, grouped and multi-query attention; ``LatentAttention`` is
/// multi-head latent attention. Both can be part of a model of one's own: `parameters` creates what is
/// learned, `forward` is differentiable, `step` decodes with a cache.
public protocol AttentionLayer: Sendable {
  /// How many numbers the cache keeps for each token.
  var cacheScalarsPerToken: Int { get }

  /// The columns of each part of the cache.
  var cacheColumns: [Int] { get }

  /// The initial parameters, with names that start with the prefix.
  func parameters<Element: Scalar>(
    _ prefix: String, _ generator: inout SeededGenerator
  ) -> [Parameter<Element>]

  /// The output for whole sequences: [sequences · length, width].
  ///
  /// - Parameters:
  ///   - x: [sequences · length, width]
  ///   - p: The parameters that `parameters` created, with the same prefix.
  ///   - sequences: The number of sequences of equal length, stacked in `x`.
  /// - Throws: `InvalidValue` if x is of another width, or cannot be divided into the sequences.
  func forward<Element: Scalar>(
    _ x: Variable<Element>, _ p: TapedParameters<Element>, prefix: String, sequences: Int
  ) throws(InvalidValue) -> Variable<Element>

  /// The output for the next tokens of one sequence: [new tokens, width]. What later tokens need is
  /// appended to the cache.
  ///
  /// - Parameter x: [new tokens, width]
  /// - Throws: `InvalidValue` if x is of another width, or the cache is that of another layer.
  func step<Element: Scalar>(
    _ x: Matrix<Element>, _ weights: ParameterTable<Element>, prefix: String,
    cache: inout KeyValueCache<Element>
  ) throws(InvalidValue) -> Matrix<Element>
}

extension AttentionLayer {
  /// - Throws: `InvalidValue` if rows cannot be divided into sequences of equal length.
  func check(rows: Int, sequences: Int) throws(InvalidValue) {
    try InvalidValue.check("sequences", sequences, atLeast: 1)
    guard rows % sequences == 0 else {
      throw InvalidValue("\(rows) rows are not \(sequences) sequences of equal length")
    }
  }
}

/// What an attention layer keeps of the tokens so far.
public struct KeyValueCache<Element: Scalar>: Sendable {
  private var parts: [[Element]]
  private let columns: [Int]
  /// The number of tokens.
  public private(set) var count = 0

  /// An empty cache.
  ///
  /// - Parameter capacity: The number of tokens to reserve memory for.
  public init(for layer: some AttentionLayer, capacity: Int = 0) {
    columns = layer.cacheColumns
    parts = columns.map { width in
      var part: [Element] = []
      part.reserveCapacity(width * max(0, capacity))
      return part
    }
  }

  /// The memory that the tokens take, in bytes.
  public var bytes: Int { parts.reduce(0) { $0 + $1.count } * MemoryLayout<Element>.stride }

  /// - Throws: `InvalidValue` if the cache is that of another layer.
  func check(for layer: some AttentionLayer) throws(InvalidValue) {
    guard columns == layer.cacheColumns else {
      throw InvalidValue(
        "a cache of \(columns) columns for a layer of \(layer.cacheColumns); make one for this layer"
      )
    }
  }

  /// A part: one row per token.
  func part(_ index: Int) -> Matrix<Element> {
    Matrix(count, columns[index], parts[index])
  }

  /// Appends the rows of new tokens to each part.
  mutating func append(_ rows: [Matrix<Element>]) {
    for (index, part) in rows.enumerated() {
      precondition(
        part.columns == columns[index], "\(part.columns) columns for \(columns[index])")
      parts[index] += part.elements
    }
    count += rows[0].rows
  }
}
