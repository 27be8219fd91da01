import WordMineNumerics

/// Measures how well the neighbours of texts tell their labels: by their vectors as they are, whitened,
/// and after a flow.
///
/// Some of the texts are asked for among the others; what is learnt of the vectors is learnt from the
/// others.
public struct VectorComparison: Sendable {
  public struct Configuration: Sendable {
    /// Each text whose number is a multiple of it is asked for.
    public var every = 10
    /// How many neighbours vote.
    public var neighbours = 10
    /// To how many dimensions vectors are whitened; by default all, and half of them.
    public var whitened: [Int]?
    public var flow = FlowTraining.Configuration()

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  public struct Row: Equatable, Sendable {
    /// `raw`, `whitened` or `flow`.
    public let name: String
    public let dimensions: Int
    public let vote: NeighbourVote
  }

  /// - Parameters:
  ///   - vectors: One row a text.
  ///   - labels: One a text.
  /// - Precondition: There are more texts than `every` says at least, so some are not asked for.
  public func rows(_ vectors: Matrix<Float>, labels: [String]) -> [Row] {
    precondition(vectors.rows == labels.count, "\(vectors.rows) vectors, \(labels.count) labels")
    let asked = labels.indices.filter { $0 % configuration.every == 0 }
    let known = labels.indices.filter { $0 % configuration.every != 0 }
    let split = Split(
      known: vectors.rows(at: known), knownLabels: known.map { labels[$0] },
      asked: vectors.rows(at: asked), askedLabels: asked.map { labels[$0] },
      neighbours: configuration.neighbours)
    let d = vectors.columns
    let whitened = (configuration.whitened ?? (d > 3 ? [d, d / 2] : [d])).map { dimensions in
      split.row("whitened", .whitening(of: split.known, dimensions: dimensions))
    }
    guard d > 1 else { return [split.row("raw", nil)] + whitened }
    return [split.row("raw", nil)] + whitened
      + [split.row("flow", .flow(of: split.known, configuration.flow))]
  }
}

/// Texts that are asked for, and those that they are sought among.
private struct Split {
  let known: Matrix<Float>
  let knownLabels: [Int]
  let asked: Matrix<Float>
  let askedLabels: [Int]
  let neighbours: Int

  init(
    known: Matrix<Float>, knownLabels: [String], asked: Matrix<Float>, askedLabels: [String],
    neighbours: Int
  ) {
    var numbers: [String: Int] = [:]
    for label in knownLabels + askedLabels where numbers[label] == nil {
      numbers[label] = numbers.count
    }
    (self.known, self.asked, self.neighbours) = (known, asked, neighbours)
    self.knownLabels = knownLabels.map { numbers[$0]! }
    self.askedLabels = askedLabels.map { numbers[$0]! }
  }

  func row(_ name: String, _ calibration: Calibration?) -> VectorComparison.Row {
    let known = calibration?.apply(known) ?? known
    let asked = calibration?.apply(asked) ?? asked
    let vote = NeighbourVote(
      known: known, labels: knownLabels, queries: asked, queryLabels: askedLabels,
      neighbours: neighbours)
    return VectorComparison.Row(name: name, dimensions: known.columns, vote: vote)
  }
}
