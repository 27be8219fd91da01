import WordMineBase
import WordMineNumerics

/// Learns topics from bags of words: groups of words that occur in the same documents.
public struct TopicTraining: Sendable {
  public struct Configuration: Sendable {
    /// The number of topics.
    public var topics = 20
    /// The prior of the document codes.
    public var prior = Prior.laplace
    /// α of the Dirichlet distribution: the smaller it is, the fewer topics a document has.
    public var concentration = 0.5
    /// The width of the hidden layer between words and topics.
    public var hidden = 100
    /// The number of documents per step.
    public var batch = 200
    /// The number of passes over all documents.
    public var epochs = 20
    /// The peak learning rate of AdamW; the weights of words in topics, which must change more,
    /// have eight times that rate.
    public var learningRate = 5e-3
    public var seed: UInt64 = 0

    public init() {}

    /// - Throws: `InvalidValue` for invalid values.
    public func validate() throws(InvalidValue) {
      try InvalidValue.check("topics", topics, in: 2...1000)
      // The variance of the prior is about 1 / α, and its deviations are 32-bit.
      try InvalidValue.check("concentration", concentration, in: 1e-30...1e30)
      try InvalidValue.check("hidden", hidden, in: 1...1 << 20)
      // A single document would not deviate from the mean of its batch.
      try InvalidValue.check("batch", batch, atLeast: 2)
      try InvalidValue.check("epochs", epochs, in: 0...1 << 30)
      try InvalidValue.checkPositive("learningRate", learningRate)
    }
  }

  /// The prior of the document codes.
  public enum Prior: String, CaseIterable, Sendable, Codable {
    /// The standard normal distribution.
    case normal
    /// The Laplace approximation of a Dirichlet distribution of shares.
    case laplace
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Learns topics; reports the stage `training`.
  ///
  /// - Throws: `InvalidValue` for fewer than two documents with words, a word with a line break, or an
  ///   invalid configuration; `TrainingDiverged`; `Interrupted` between steps.
  /// - Complexity: O(documents · words) per epoch.
  public func train(_ bags: BagsOfWords, workers: Workers = Workers()) throws -> TopicModel {
    try configuration.validate()
    try TensorArchive.check("word", lines: bags.words)
    var network = try TopicAutoencoder<Float>(
      .init(words: bags.words.count, hidden: configuration.hidden, prior: prior()),
      seed: configuration.seed)
    network.parameters[7].value = Matrix(row: Self.logFrequencies(bags))
    var order = (0..<bags.counts.rows).filter { !bags.counts.range(ofRow: $0).isEmpty }
    try InvalidValue.check("documents with words", order.count, atLeast: 2)
    let known = order
    // The remainder joins the last full batch, because it may be a single document.
    let steps = max(1, order.count / configuration.batch)
    let updates = steps * configuration.epochs
    var optimizer = try optimizer(updates: updates)
    var generator = SeededGenerator(seed: configuration.seed, stream: 1)
    for _ in 0..<configuration.epochs {
      order.shuffle(using: &generator)
      for step in 0..<steps {
        try workers.report("training", Double(optimizer.steps) / Double(updates))
        let end = step == steps - 1 ? order.count : (step + 1) * configuration.batch
        let batch = bags.rows(order[step * configuration.batch..<end])
        let noise: Matrix<Float> = generator.normal(
          rows: batch.rows, columns: configuration.topics)
        let p = TapedParameters(network.parameters, on: Tape())
        let losses = try network.losses(batch, noise: noise, p)
        try optimizer.descend(losses.total, for: p.variables, &network.parameters)
      }
    }
    try workers.report("training", 1)
    return try TopicModel(words: bags.words, network: network, bags.rows(known[...]))
  }

  private func prior() throws(InvalidValue) -> DiagonalGaussian {
    switch configuration.prior {
    case .normal: try .standard(configuration.topics)
    case .laplace:
      try .dirichlet(topics: configuration.topics, concentration: configuration.concentration)
    }
  }

  /// The initial bias: the log-frequencies of the words.
  private static func logFrequencies(_ bags: BagsOfWords) -> [Float] {
    // In 64 bits: 32 stop counting at 16,777,216.
    var sums = [Double](repeating: 0, count: bags.words.count)
    for (column, value) in zip(bags.counts.columnIndices, bags.counts.values) {
      sums[Int(column)] += Double(value)
    }
    let mean = sums.reduce(0, +) / Double(max(1, sums.count))
    return sums.map { Float(Double.log(max($0, 0.5) / max(mean, 0.5))) }
  }

  private func optimizer(updates: Int) throws(InvalidValue) -> Optimizer<Float> {
    let (rule, rate) = (AdamW(meanDecay: 0.95), configuration.learningRate)
    var settings = Optimizer<Float>.Configuration([
      ParameterGroup([.embedding], rule: rule, learningRate: 8 * rate),
      ParameterGroup([.kernel, .bias, .gain], rule: rule, learningRate: rate),
    ])
    settings.schedule = Schedule([
      .init(step: 0, factor: 1), .init(step: max(1, updates / 2), factor: 1),
      .init(step: max(2, updates), factor: 0.05),
    ])
    return try Optimizer(settings)
  }
}
