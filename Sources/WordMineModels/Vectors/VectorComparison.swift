import WordMineBase
import WordMineNumerics

/// Measures how well the neighbours of texts predict their labels, with the original vectors, with
/// whitened vectors, and with vectors mapped by a flow.
///
/// Some texts are queries; whitenings and flows are learned from the others, which are searched.
public struct VectorComparison: Sendable {
  public struct Configuration: Sendable {
    /// Texts whose index is a multiple of this are queries.
    public var every = 10
    /// The number of neighbours that vote.
    public var neighbours = 10
    /// The dimensions of whitened vectors; by default all, and half of them.
    public var whitened: [Int]?
    /// The configuration of the flow.
    public var flow = FlowTraining.Configuration()

    public init() {}

    /// - Throws: `InvalidValue` for invalid values.
    public func validate() throws(InvalidValue) {
      try InvalidValue.check("every", every, atLeast: 2)
      try InvalidValue.check("neighbours", neighbours, atLeast: 1)
      try flow.validate()
    }
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// The result for one kind of vectors.
  public struct Row: Equatable, Sendable {
    /// `raw`, `whitened` or `flow`.
    public let name: String
    /// The dimension of the vectors.
    public let dimensions: Int
    /// How well neighbours predict labels.
    public let vote: NeighbourVote
  }

  /// Compares original, whitened and, if there are at least two dimensions, flow-mapped vectors.
  /// Reports the stages `training` and `searching`.
  ///
  /// - Parameters:
  ///   - vectors: One row per text: [texts, d].
  ///   - labels: The label of each text.
  /// - Throws: `InvalidValue` for fewer than two texts, if the numbers of labels and texts differ,
  ///   for vectors that are not finite, or for an invalid configuration; `Interrupted`.
  public func rows(
    _ vectors: Matrix<Float>, labels: [String], workers: Workers = Workers()
  ) throws -> [Row] {
    try configuration.validate()
    try InvalidValue.checkEqual(labels.count, "labels", vectors.rows, "vectors")
    try InvalidValue.check("texts", labels.count, atLeast: 2)
    let asked = labels.indices.filter { $0 % configuration.every == 0 }
    let known = labels.indices.filter { $0 % configuration.every != 0 }
    let split = Split(
      known: vectors.rows(at: known), knownLabels: known.map { labels[$0] },
      asked: vectors.rows(at: asked), askedLabels: asked.map { labels[$0] },
      neighbours: configuration.neighbours, workers: workers)
    let d = vectors.columns
    var rows = [try split.row("raw", nil)]
    for dimensions in configuration.whitened ?? (d > 3 ? [d, d / 2] : [d]) {
      rows.append(
        try split.row("whitened", .whitening(of: split.known, dimensions: dimensions)))
    }
    guard d > 1 else { return rows }
    let flow = try Calibration.flow(of: split.known, configuration.flow, workers: workers)
    return rows + [try split.row("flow", flow)]
  }
}

/// The queries, and the texts to search.
private struct Split {
  let known: Matrix<Float>
  let knownLabels: [Int]
  let asked: Matrix<Float>
  let askedLabels: [Int]
  let neighbours: Int
  let workers: Workers

  init(
    known: Matrix<Float>, knownLabels: [String], asked: Matrix<Float>, askedLabels: [String],
    neighbours: Int, workers: Workers
  ) {
    self.workers = workers
    var ids: [String: Int] = [:]
    for label in knownLabels + askedLabels where ids[label] == nil {
      ids[label] = ids.count
    }
    (self.known, self.asked, self.neighbours) = (known, asked, neighbours)
    self.knownLabels = knownLabels.map { ids[$0]! }
    self.askedLabels = askedLabels.map { ids[$0]! }
  }

  func row(_ name: String, _ calibration: Calibration?) throws -> VectorComparison.Row {
    let known = try calibration?.apply(known) ?? known
    let asked = try calibration?.apply(asked) ?? asked
    let vote = try NeighbourVote(
      known: known, labels: knownLabels, queries: asked, queryLabels: askedLabels,
      neighbours: neighbours, workers: workers)
    return VectorComparison.Row(name: name, dimensions: known.columns, vote: vote)
  }
}
