import WordMineBase
import WordMineNumerics

/// Trains a character language model, one batch at a time.
///
///     var training = try LanguageModelTraining(configuration, texts)
///     try training.train(workers: Workers(interrupt: interrupt))
///     let model = training.model
///
/// In each epoch, all documents, in a random order and separated by end marks, are cut into
/// sequences of the context length. All randomness is a function of the seed and the step, so a
/// training that is interrupted, saved and resumed yields a bit-identical model.
public struct LanguageModelTraining: Sendable {
  public struct Configuration: Equatable, Sendable, Codable {
    /// The architecture and size of the model.
    public var shape = LanguageModelShape()
    /// The least count of a known character.
    public var minimumCount = 2
    /// The optimizer.
    public var rule = TrainingRule.adamW
    /// The peak learning rate; `nil` for the default of the rule: 0.003 for AdamW, 0.0006 for Lion,
    /// and 0.004 for Tiger, where it is relative to the size of parameters.
    public var learningRate: Double?
    /// The dropout rate.
    public var dropout = 0.1
    /// The number of sequences per micro-batch.
    public var batch = 16
    /// The number of micro-batches per update.
    public var accumulation = 1
    /// The number of passes over all documents.
    public var epochs = 8
    public var seed: UInt64 = 0

    public init() {}

    /// - Throws: `InvalidValue` for invalid values.
    public func validate() throws(InvalidValue) {
      try shape.validate()
      if let learningRate { try InvalidValue.checkPositive("learningRate", learningRate) }
      _ = try Dropout(rate: dropout, seed: seed, step: 0)
      try InvalidValue.check("batch", batch, in: 1...1 << 20)
      try InvalidValue.check("accumulation", accumulation, atLeast: 1)
      try InvalidValue.check("epochs", epochs, in: 0...1 << 30)
    }
  }

  public let configuration: Configuration
  /// The model learned so far.
  public internal(set) var model: CharacterLanguageModel
  var optimizer: AccumulatingOptimizer<Float>
  let stream: CharacterStream
  /// The number of micro-batches so far.
  public internal(set) var step = 0
  private var epoch: (number: Int, sequences: [[Int]]) = (-1, [])

  /// Prepares a training.
  ///
  /// - Throws: `InvalidValue` if there is no document, or for an invalid configuration.
  public init(_ configuration: Configuration, _ texts: CharacterTexts) throws(InvalidValue) {
    try configuration.validate()
    try InvalidValue.check("documents", texts.count, atLeast: 1)
    let vocabulary = CharacterVocabulary(texts, minimumCount: configuration.minimumCount)
    self.configuration = configuration
    let shape = configuration.shape
    model = CharacterLanguageModel(
      shape: shape, vocabulary: vocabulary,
      decoder: try DecoderLanguageModel(
        shape.decoder(vocabulary: vocabulary.count), seed: configuration.seed))
    stream = CharacterStream(texts, vocabulary, length: shape.context, seed: configuration.seed)
    let updates = configuration.epochs * stream.batches(of: configuration.batch)
    optimizer = try AccumulatingOptimizer(
      try configuration.rule.optimizer(
        learningRate: configuration.learningRate,
        updates: max(1, updates / configuration.accumulation)),
      interval: configuration.accumulation)
  }

  /// - Parameter limit: What a training may take, in bytes.
  /// - Throws: `MemoryExceeded` if one of this configuration would take more; `InvalidValue`.
  ///
  /// The layers of each character of a micro-batch are kept for the gradient, and those of attention for each pair
  /// of characters in one sequence. Measured with the standard shape: 85, 232 and 823 MB for batches of 16, 64 and
  /// 256; 557 MB for a context of 512, 560 MB for a feed-forward width of 8192.
  package static func checkMemory(
    _ configuration: Configuration, _ texts: CharacterTexts, limit: Int
  ) throws {
    try configuration.validate()
    let shape = configuration.shape
    let characters = min(
      configuration.batch * shape.context, texts.characters.count + texts.count)
    let vocabulary = Set(texts.characters).count
    let layer = 4 * shape.width * shape.width + 3 * shape.width * shape.feedForward
    let parameters = 20 * (shape.layers * layer + vocabulary * shape.width)
    let pairs = 8 * shape.heads * shape.context * shape.context
    let activations = 14 * shape.width + 6 * shape.feedForward + shape.heads * shape.context / 2
    let bytesPerCharacter = 4 * (shape.layers * activations + 6 * vocabulary)
    let fixed = parameters + pairs
    try MemoryExceeded.check(
      fixed + bytesPerCharacter * characters, limit: limit,
      enoughFor: "batches of about \(max(0, limit - fixed) / bytesPerCharacter) characters",
      advice: "choose a smaller model, batch or context")
  }

  /// The number of micro-batches per epoch.
  public var stepsPerEpoch: Int { stream.batches(of: configuration.batch) }
  private var steps: Int { configuration.epochs * stepsPerEpoch }
  /// Whether all epochs are done.
  public var isFinished: Bool { step >= steps }
  /// The number of characters and ends that a micro-batch predicts; the last one of an epoch may
  /// have fewer.
  public var charactersPerStep: Int { configuration.batch * configuration.shape.context }

  /// Trains to the end; reports the stage `training`.
  ///
  /// - Throws: `Interrupted` between micro-batches; the training can then be continued or saved.
  ///   `TrainingDiverged` if it cannot.
  public mutating func train(workers: Workers = Workers()) throws {
    while !isFinished {
      try workers.report("training", Double(step) / Double(steps))
      try advance()
    }
    try workers.report("training", 1)
  }

  /// Trains on the next micro-batch; does nothing once the training is finished.
  ///
  /// - Returns: The mean loss per character in bits, with dropout.
  /// - Throws: `TrainingDiverged` if the loss or a parameter is no longer finite; the training cannot go on
  ///   then.
  /// - Complexity: O(characters · (parameters + context · width)).
  @discardableResult
  public mutating func advance() throws -> Double {
    if isFinished { return 0 }
    let (number, place) = step.quotientAndRemainder(dividingBy: stepsPerEpoch)
    if epoch.number != number { epoch = (number, stream.sequences(epoch: number)) }
    let start = place * configuration.batch
    let batch = Array(
      epoch.sequences[start..<min(start + configuration.batch, epoch.sequences.count)])
    let dropout = try Dropout(rate: configuration.dropout, seed: configuration.seed, step: step + 1)
    let p = TapedParameters(model.decoder.parameters, on: Tape())
    let loss = try model.decoder.loss(batch, p, dropout: dropout)
    try optimizer.optimizer.check(loss)
    try optimizer.add(
      loss.tape.gradients(of: loss, for: p.variables), weight: Double(batch.count),
      to: &model.decoder.parameters)
    step += 1
    if isFinished { try optimizer.flush(&model.decoder.parameters) }
    try optimizer.optimizer.check(model.decoder.parameters)
    return Information.bits(Double(loss.scalar))
  }
}

/// Documents as token sequences of equal length.
struct CharacterStream: Sendable {
  private let documents: [[Int]]
  private let length: Int
  private let seed: UInt64
  /// The number of characters and ends in all documents.
  let count: Int

  init(_ texts: CharacterTexts, _ vocabulary: CharacterVocabulary, length: Int, seed: UInt64) {
    documents = (0..<texts.count).map { document in
      texts[document].map(vocabulary.id(of:)) + [CharacterVocabulary.end]
    }
    count = texts.characters.count + texts.count
    (self.length, self.seed) = (length, seed)
  }

  private var sequenceCount: Int { (count + length - 1) / length }

  func batches(of size: Int) -> Int { (sequenceCount + size - 1) / size }

  /// The sequences of an epoch, of `length` + 1 tokens: the last token of each begins the next.
  ///
  /// The last sequence is padded with tokens from the start.
  func sequences(epoch: Int) -> [[Int]] {
    var generator = SeededGenerator(seed: seed, stream: UInt64(epoch) + 1)
    let order = documents.indices.shuffled(using: &generator)
    var tokens = [CharacterVocabulary.end]
    tokens.reserveCapacity(count + length)
    for document in order { tokens += documents[document] }
    return (0..<sequenceCount).map { sequence in
      (sequence * length...(sequence + 1) * length).map {
        // The mark before the first document does not count as an end.
        $0 <= count ? tokens[$0] : tokens[($0 - 1) % count + 1]
      }
    }
  }

  /// A hash of the documents.
  var fingerprint: UInt64 {
    documents.joined().reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension TrainingRule {
  /// The default peak learning rate; for Tiger, it is relative to the size of parameters.
  fileprivate var learningRate: Double {
    switch self {
    case .tiger: 4e-3
    case .lion: 6e-4
    case .adamW: 3e-3
    }
  }

  /// The learning rate rises during the first twentieth of the updates, then falls to zero.
  fileprivate func optimizer(
    learningRate: Double?, updates: Int
  ) throws(InvalidValue) -> Optimizer<Float> {
    var configuration = Optimizer<Float>.Configuration([group(learningRate ?? self.learningRate)])
    configuration.schedule = Schedule([
      .init(step: max(1, updates / 20), factor: 1), .init(step: max(2, updates), factor: 0),
    ])
    return try Optimizer(configuration)
  }

  /// The embeddings are tied to the output, so all their rows change at each step.
  private func group(_ rate: Double) -> ParameterGroup {
    switch self {
    case .tiger:
      ParameterGroup(
        rule: Tiger(), learningRate: rate, weightDecay: 0.01, scaling: .byParameterScale())
    case .lion:
      ParameterGroup(
        rule: Lion(signDecay: 0.95, meanDecay: 0.98), learningRate: rate, weightDecay: 0.1)
    case .adamW:
      ParameterGroup(rule: AdamW(squareDecay: 0.98), learningRate: rate, weightDecay: 0.05)
    }
  }
}
