import WordMineBase

/// Positive pointwise mutual information, in nats: how much more often two things co-occur than by
/// chance.
///
///     ppmi(w, c) = max(0, log(p(w, c) / (p(w) p_α(c))) − log shift)
///
/// p_α is the distribution of contexts raised to the power α and renormalized, which reduces the weight
/// of rare contexts.
///
/// Reference: Levy, Goldberg and Dagan 2015, *Improving Distributional Similarity with Lessons Learned
/// from Word Embeddings*.
public struct PointwiseInformation: Sendable {
  public struct Configuration: Sendable {
    /// α
    public var contextExponent = 0.75
    /// The number of negative samples of the equivalent skip-gram model.
    public var shift = 1.0

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// The positive values; all others are left out.
  ///
  /// - Parameter counts: How often each word and context co-occur: [words, contexts].
  /// - Returns: [words, contexts]
  /// - Throws: `InvalidValue` for an exponent that is negative, a shift that is not above 0, or counts that
  ///   are not finite.
  /// - Complexity: O(elements + contexts).
  public func positive(
    _ counts: SparseMatrix<Double>
  ) throws(InvalidValue) -> SparseMatrix<Double> {
    try InvalidValue.checkNotNegative("contextExponent", configuration.contextExponent)
    try InvalidValue.checkPositive("shift", configuration.shift)
    try counts.checkFinite()
    let rowSums = (0..<counts.rows).map {
      counts.values[counts.range(ofRow: $0)].reduce(0, +)
    }
    let contexts = contextShares(counts)
    var (starts, columns, values) = ([0], [Int32](), [Double]())
    for row in 0..<counts.rows {
      for index in counts.range(ofRow: row) where counts.values[index] > 0 {
        let column = counts.columnIndices[index]
        // p(w, c) / p(w) = count / row sum.
        let ratio = counts.values[index] / (rowSums[row] * contexts[Int(column)])
        let value = Double.log(ratio / configuration.shift)
        guard value > 0 else { continue }
        columns.append(column)
        values.append(value)
      }
      starts.append(values.count)
    }
    return SparseMatrix(counts.rows, counts.columns, starts, columns, values)
  }

  private func contextShares(_ counts: SparseMatrix<Double>) -> [Double] {
    var sums = [Double](repeating: 0, count: counts.columns)
    for (index, column) in counts.columnIndices.enumerated() {
      sums[Int(column)] += counts.values[index]
    }
    let raised = sums.map { $0 > 0 ? Double.pow($0, configuration.contextExponent) : 0 }
    let total = raised.reduce(0, +)
    return raised.map { $0 / total }
  }
}
