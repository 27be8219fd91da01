import WordMineBase
import WordMineNumerics

/// Learns word vectors from the contexts of words, by singular value decomposition of their
/// positive pointwise mutual information (PPMI).
///
/// On corpora of a few million words, this works better than briefly trained networks.
public struct WordVectorTraining: Sendable {
  public struct Configuration: Sendable {
    /// The dimension of the vectors; lower if there are fewer words.
    public var dimensions = 100
    /// The maximum distance between two words that co-occur.
    public var window = 5
    /// The power to which context counts are raised.
    public var contextExponent = 0.75
    /// The power to which singular values are raised, above 0: 1 keeps them, smaller values even
    /// them out.
    public var valueExponent: Float = 0.5
    public var seed: UInt64 = 1
    /// What learning may take, in bytes.
    package var memory = Int.max

    public init() {}

    /// - Throws: `InvalidValue` for invalid values.
    public func validate() throws(InvalidValue) {
      try InvalidValue.check("dimensions", dimensions, in: 1...1 << 20)
      try InvalidValue.check("window", window, in: 1...1 << 20)
      try InvalidValue.checkNotNegative("contextExponent", contextExponent)
      try InvalidValue.checkPositive("valueExponent", Double(valueExponent))
    }
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Learns vectors; reports the stages `counting` and `decomposing`.
  ///
  /// - Throws: `InvalidValue` for an invalid configuration; `Interrupted`.
  /// - Complexity: O(tokens · window + pairs · dimensions).
  public func train(
    _ texts: EncodedDocuments, by algebra: LinearAlgebra = .best, workers: Workers = Workers()
  ) throws -> WordVectors {
    try configuration.validate()
    // The bases of a randomized decomposition; measured: 92 and 221 MB for 2526 words of 1000 and all dimensions.
    let dimensions = min(configuration.dimensions, texts.vocabulary.count)
    let bytesPerWord = 32 * dimensions
    try MemoryExceeded.check(
      bytesPerWord * texts.vocabulary.count, limit: configuration.memory,
      enoughFor: "about \(configuration.memory / bytesPerWord) vectors of \(dimensions) dimensions",
      advice: "choose fewer dimensions, or leave out rare words")
    let counts = try Cooccurrences(texts, window: configuration.window).counts(workers: workers)
    var information = PointwiseInformation.Configuration()
    information.contextExponent = configuration.contextExponent
    let positive = try PointwiseInformation(information).positive(counts)
    var settings = RandomizedSVD.Configuration()
    settings.rank = configuration.dimensions
    settings.seed = configuration.seed
    let single = SparseMatrix<Float>(
      positive.rows, positive.columns, positive.starts, positive.columnIndices,
      positive.values.map { Float($0) })
    let vectors = try RandomizedSVD(settings).decompose(single, by: algebra, workers: workers)
      .rowVectors(exponent: configuration.valueExponent)
    return WordVectors(texts.vocabulary, vectors)
  }
}
