import WordMineBase
import WordMineNumerics

/// Learns the vectors of words from what stands around them.
///
/// Words that meet more often than chance would have it have positive pointwise information; the
/// largest singular vectors of that matrix are the vectors. On corpora of a few million words this is
/// better than networks that are trained briefly.
public struct WordVectorTraining: Sendable {
  public struct Configuration: Sendable {
    public var dimensions = 100
    /// How far apart two words may stand to have met.
    public var window = 5
    /// What the counts of contexts are raised to.
    public var contextExponent = 0.75
    /// What the singular values are raised to: between 0, all directions alike, and 1, as they are.
    public var valueExponent: Float = 0.5
    public var seed: UInt64 = 1
    public var workers = Workers()

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// What learning is at.
  public enum Stage: Sendable {
    case counting
    case decomposing
  }

  /// - Parameter progress: Called when a stage begins.
  /// - Complexity: O(tokens · window + pairs · dimensions).
  public func train(
    _ texts: EncodedDocuments, by algebra: LinearAlgebra = .best,
    progress: (Stage) -> Void = { _ in }
  ) throws -> WordVectors {
    progress(.counting)
    let counts = try Cooccurrences(texts, window: configuration.window)
      .counts(workers: configuration.workers)
    var information = PointwiseInformation.Configuration()
    information.contextExponent = configuration.contextExponent
    let positive = PointwiseInformation(information).positive(counts)
    var settings = RandomizedSVD.Configuration()
    settings.rank = configuration.dimensions
    settings.seed = configuration.seed
    progress(.decomposing)
    let single = SparseMatrix<Float>(
      rows: positive.rows, columns: positive.columns, starts: positive.starts,
      columnIndices: positive.columnIndices, values: positive.values.map { Float($0) })
    let vectors = RandomizedSVD(settings).decompose(single, by: algebra)
      .rowVectors(exponent: configuration.valueExponent)
    return WordVectors(vocabulary: texts.vocabulary, vectors: vectors)
  }
}
