import WordMineBase
import WordMineNumerics

/// Learns topics from bags of words.
public struct TopicTraining: Sendable {
  /// How they are learnt.
  public struct Configuration: Sendable {
    public var topics = 20
    public var prior = Prior.laplace
    /// α of the Dirichlet distribution: the smaller, the fewer topics a document has.
    public var concentration = 0.5
    /// The width of the layer between words and topics.
    public var hidden = 100
    /// Documents of a step.
    public var batch = 200
    public var epochs = 20
    /// Of AdamW, at its height; for the weights of words in topics, which have further to go, eight
    /// times that.
    public var learningRate = 5e-3
    public var seed: UInt64 = 0

    public init() {}
  }

  /// What the codes of documents are drawn towards.
  public enum Prior: String, CaseIterable, Sendable, Codable {
    /// The standard normal distribution.
    case normal
    /// The normal distribution that is nearest to a Dirichlet distribution of shares.
    case laplace
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// - Parameter progress: Called after each epoch with its number from 1.
  /// - Precondition: Two documents at least have words, and there are two topics at least.
  /// - Complexity: O(documents · words) an epoch.
  public func train(_ bags: BagsOfWords, progress: (Int) -> Void = { _ in }) -> TopicModel {
    var network = TopicAutoencoder<Float>(
      .init(words: bags.words.count, hidden: configuration.hidden, prior: prior),
      seed: configuration.seed)
    network.parameters[7].value = Matrix(row: Self.logFrequencies(bags))
    var order = (0..<bags.counts.rows).filter { !bags.counts.range(ofRow: $0).isEmpty }
    precondition(order.count > 1, "\(order.count) documents with words")
    let known = order
    // A batch of one document has no deviation: what is left over joins the last whole batch.
    let steps = max(1, order.count / configuration.batch)
    var optimizer = optimizer(updates: steps * configuration.epochs)
    var generator = SeededGenerator(seed: configuration.seed, stream: 1)
    for epoch in 0..<configuration.epochs {
      order.shuffle(using: &generator)
      for step in 0..<steps {
        let end = step == steps - 1 ? order.count : (step + 1) * configuration.batch
        let batch = bags.rows(order[step * configuration.batch..<end])
        let noise: Matrix<Float> = generator.normal(
          rows: batch.rows, columns: configuration.topics)
        let p = TapedParameters(network.parameters, on: Tape())
        let losses = network.losses(batch, noise: noise, p)
        optimizer.step(
          &network.parameters,
          gradients: losses.total.tape.gradients(of: losses.total, for: p.variables))
      }
      progress(epoch + 1)
    }
    return TopicModel(words: bags.words, network: network, bags.rows(known[...]))
  }

  private var prior: DiagonalGaussian {
    switch configuration.prior {
    case .normal: .standard(configuration.topics)
    case .laplace:
      .dirichlet(topics: configuration.topics, concentration: configuration.concentration)
    }
  }

  /// Where the bias begins: how frequent words are.
  private static func logFrequencies(_ bags: BagsOfWords) -> [Float] {
    var sums = [Float](repeating: 0, count: bags.words.count)
    for (column, value) in zip(bags.counts.columnIndices, bags.counts.values) {
      sums[Int(column)] += value
    }
    let mean = sums.reduce(0, +) / Float(max(1, sums.count))
    return sums.map { Float.logarithm(max($0, 0.5) / max(mean, 0.5)) }
  }

  private func optimizer(updates: Int) -> Optimizer<Float> {
    let (rule, rate) = (AdamW(meanDecay: 0.95), configuration.learningRate)
    var settings = Optimizer<Float>.Configuration([
      ParameterGroup([.embedding], rule: rule, learningRate: 8 * rate),
      ParameterGroup([.kernel, .bias], rule: rule, learningRate: rate),
    ])
    settings.schedule = Schedule([
      .init(step: 0, factor: 1), .init(step: max(1, updates / 2), factor: 1),
      .init(step: max(2, updates), factor: 0.05),
    ])
    return Optimizer(settings)
  }
}
