import WordMineBase

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
