import WordMineBase
import WordMineNumerics

/// Learns an invertible flow to a normal distribution from vectors, by maximum likelihood.
public struct FlowTraining: Sendable {
  public struct Configuration: Sendable {
    /// Fewer where the vectors have too few dimensions to be halved so often.
    public var levels = 3
    public var depth = 3
    /// How often all vectors are seen.
    public var epochs = 3
    public var batch = 256
    /// Of AdamW, at the start; it falls to a twentieth.
    public var learningRate = 1e-3
    public var seed: UInt64 = 1

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// - Precondition: There are rows, of two dimensions at least.
  public func train(_ rows: Matrix<Float>) -> InvertibleFlow<Float> {
    precondition(
      rows.rows > 0 && rows.columns > 1, "a flow from \(rows.rows) × \(rows.columns) numbers")
    var generator = SeededGenerator(seed: configuration.seed, stream: 1)
    var order = Array(0..<rows.rows).shuffled(using: &generator)
    var flow = InvertibleFlow<Float>(
      .init(
        dimensions: rows.columns, levels: levels(rows.columns), depth: configuration.depth),
      seed: configuration.seed)
    flow.initialize(from: rows.rows(at: Array(order.prefix(Self.initialRows))))
    var optimizer = optimizer(rows.rows)
    for _ in 0..<configuration.epochs {
      for start in stride(from: 0, to: order.count, by: configuration.batch) {
        let batch = Array(order[start..<min(start + configuration.batch, order.count)])
        let p = TapedParameters(flow.parameters, on: Tape())
        let loss = flow.loss(rows.rows(at: batch), p)
        optimizer.step(
          &flow.parameters, gradients: loss.tape.gradients(of: loss, for: p.variables))
      }
      order.shuffle(using: &generator)
    }
    return flow
  }

  /// The rows whose means and variances the scalings are set to before training.
  private static let initialRows = 4096

  private func levels(_ dimensions: Int) -> Int {
    var levels = 1
    while levels < configuration.levels, dimensions >> levels >= 2 { levels += 1 }
    return levels
  }

  private func optimizer(_ rows: Int) -> Optimizer<Float> {
    let steps = configuration.epochs * ((rows + configuration.batch - 1) / configuration.batch)
    var settings = Optimizer<Float>.Configuration([
      ParameterGroup(rule: AdamW(), learningRate: configuration.learningRate)
    ])
    settings.schedule = Schedule([
      .init(step: 0, factor: 1), .init(step: max(1, steps), factor: 0.05),
    ])
    return Optimizer(settings)
  }
}
