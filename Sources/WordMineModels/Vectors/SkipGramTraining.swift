import WordMineBase
import WordMineNumerics

/// Learns word vectors by skip-grams with negative sampling (SGNS), which distinguishes the words
/// around a word from random ones.
///
/// Each word has a vector w, and another vector c as a context. For P co-occurring pairs, and K
/// contexts n that are sampled for all of them, the loss is
///
///     1/P Σ −log σ(w·c) + m/(P K) Σ Σ −log σ(−w·n)
///
/// with m negatives per pair. Table rows that a batch does not use are not updated, because
/// sign-based rules would drive them away (see `LazyRows`).
///
/// Reference: Mikolov et al. 2013, *Distributed Representations of Words and Phrases*.
public struct SkipGramTraining: Sendable {
  public struct Configuration: Sendable {
    /// The dimension of the vectors.
    public var dimensions = 100
    /// The maximum distance; each word uses a random one up to it, so near words count more.
    public var window = 5
    /// m, the number of negatives per pair.
    public var negatives = 5
    /// The power to which counts are raised for sampling negatives.
    public var contextExponent = 0.75
    /// Words with a larger share of all words than this are randomly omitted; 0 keeps all.
    public var subsampling = 1e-3
    /// The number of passes over all documents.
    public var epochs = 5
    /// P, the number of pairs; a batch contains whole documents, so it can have more.
    public var batch = 8192
    /// The optimizer.
    public var rule = TrainingRule.tiger
    /// What happens to rows that a batch does not use.
    public var lazyRows = LazyRows.decayingState
    public var seed: UInt64 = 1
    /// What learning may take, in bytes.
    package var memory = Int.max

    public init() {}

    /// - Throws: `InvalidValue` for invalid values.
    public func validate() throws(InvalidValue) {
      try InvalidValue.check("dimensions", dimensions, in: 1...1 << 20)
      try InvalidValue.check("window", window, in: 1...1 << 20)
      try InvalidValue.check("negatives", negatives, in: 0...1 << 20)
      try InvalidValue.checkNotNegative("contextExponent", contextExponent)
      try InvalidValue.checkNotNegative("subsampling", subsampling)
      try InvalidValue.check("epochs", epochs, in: 0...1 << 20)
      try InvalidValue.check("batch", batch, in: 1...1 << 30)
    }
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Learns vectors; reports the stage `training`.
  ///
  /// - Throws: `InvalidValue` for an invalid configuration; `TrainingDiverged`; `Interrupted` between
  ///   batches.
  /// - Complexity: O(tokens · window · dimensions · epochs), and a pass over both tables per batch.
  public func train(
    _ texts: EncodedDocuments, workers: Workers = Workers()
  ) throws -> WordVectors {
    try configuration.validate()
    // Two tables with their gradients, moments and updates; measured: 62 and 352 MB for 2526 words of 100 and 1000
    // dimensions.
    let bytesPerWord = 136 * configuration.dimensions
    try MemoryExceeded.check(
      bytesPerWord * texts.vocabulary.count, limit: configuration.memory,
      enoughFor:
        "about \(configuration.memory / bytesPerWord) vectors of \(configuration.dimensions) dimensions",
      advice: "choose fewer dimensions, or leave out rare words")
    try workers.report("training", 0)
    var generator = SeededGenerator(seed: configuration.seed)
    var parameters = tables(texts.vocabulary.count, &generator)
    var pairs = SkipGramPairs(texts, configuration)
    var optimizer = try optimizer(steps: configuration.epochs * pairs.batchesOfEpoch)
    let negatives = NegativeSampler(texts, exponent: configuration.contextExponent)
    for epoch in 0..<configuration.epochs {
      pairs.shuffle()
      while let batch = pairs.next() {
        let noise = (0..<Self.sharedNegatives).map { _ in negatives.word(&generator) }
        let p = TapedParameters(parameters, on: Tape())
        let loss = loss(batch, noise: noise, p)
        try optimizer.descend(loss, for: p.variables, &parameters)
        try workers.report(
          "training", (Double(epoch) + pairs.share) / Double(configuration.epochs))
      }
    }
    try workers.report("training", 1)
    return WordVectors(texts.vocabulary, parameters[0].value)
  }

  /// K, the number of sampled contexts that all pairs of a batch share.
  private static let sharedNegatives = 64

  private func tables(
    _ words: Int, _ generator: inout SeededGenerator
  ) -> [Parameter<Float>] {
    ["words", "contexts"].map {
      generator.kernel($0, rows: words, columns: configuration.dimensions, kind: .embedding)
    }
  }

  func loss(
    _ pairs: SkipGramPairs.Batch, noise: [Int], _ p: TapedParameters<Float>
  ) -> Variable<Float> {
    let words = p["words"].rows(at: pairs.words)
    let met = (words * p["contexts"].rows(at: pairs.contexts)).rowSums()
    let drawn = words.timesTransposed(p["contexts"].rows(at: noise))
    return (met * -1).softplus().mean() + drawn.softplus().mean() * Float(configuration.negatives)
  }

  /// The learning rates fall to a fiftieth of the initial ones.
  private func optimizer(steps: Int) throws(InvalidValue) -> Optimizer<Float> {
    let group =
      switch configuration.rule {
      case .tiger:
        ParameterGroup(
          rule: Tiger(), learningRate: 0.02, weightDecay: 0.01, scaling: .byParameterScale(),
          lazyRows: configuration.lazyRows)
      case .lion:
        ParameterGroup(
          rule: Lion(), learningRate: 2e-3, weightDecay: 0.01, lazyRows: configuration.lazyRows)
      case .adamW:
        ParameterGroup(rule: AdamW(), learningRate: 0.01, lazyRows: configuration.lazyRows)
      }
    var settings = Optimizer<Float>.Configuration([group])
    settings.schedule = Schedule([
      .init(step: 0, factor: 1), .init(step: max(1, steps), factor: 0.02),
    ])
    return try Optimizer(settings)
  }
}
