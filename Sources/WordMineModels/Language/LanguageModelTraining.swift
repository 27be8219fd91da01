import WordMineBase
import WordMineNumerics

/// Learns a language model of characters, one batch at a time.
///
///     var training = LanguageModelTraining(configuration, texts)
///     while !training.isFinished { training.advance() }
///     let model = training.model
///
/// All documents, in an order drawn anew for each epoch and with end marks between, are cut into
/// sequences of the length of the context. Everything random is a function of the seed and of how far
/// the training is, so one that is resumed gives the same model, to the bit.
public struct LanguageModelTraining: Sendable {
  public struct Configuration: Equatable, Sendable, Codable {
    public var shape = LanguageModelShape()
    /// Characters seen fewer times stand for those that are not known.
    public var minimumCount = 2
    public var rule = TrainingRule.adamW
    /// η at its height; `nil` for what suits the rule.
    public var learningRate: Double?
    /// The share of elements that is left out of each step.
    public var dropout = 0.1
    /// Sequences of a micro-batch.
    public var batch = 16
    /// Micro-batches of an update.
    public var accumulation = 1
    public var epochs = 8
    public var seed: UInt64 = 0

    public init() {}
  }

  public let configuration: Configuration
  /// What was learnt so far.
  public internal(set) var model: CharacterLanguageModel
  var optimizer: AccumulatingOptimizer<Float>
  let stream: CharacterStream
  /// Micro-batches so far.
  public internal(set) var step = 0
  private var epoch: (number: Int, sequences: [[Int]]) = (-1, [])

  /// - Precondition: The shape has no flaw, and there is a document.
  public init(_ configuration: Configuration, _ texts: CharacterTexts) {
    precondition(texts.count > 0, "there are no documents")
    let vocabulary = CharacterVocabulary(texts, minimumCount: configuration.minimumCount)
    self.configuration = configuration
    let shape = configuration.shape
    model = CharacterLanguageModel(
      shape: shape, vocabulary: vocabulary,
      decoder: DecoderLanguageModel(
        shape.decoder(vocabulary: vocabulary.count), seed: configuration.seed))
    stream = CharacterStream(texts, vocabulary, length: shape.context, seed: configuration.seed)
    let updates = configuration.epochs * stream.batches(of: configuration.batch)
    optimizer = AccumulatingOptimizer(
      configuration.rule.optimizer(
        learningRate: configuration.learningRate,
        updates: max(1, updates / configuration.accumulation)),
      interval: configuration.accumulation)
  }

  /// Micro-batches of an epoch.
  public var stepsPerEpoch: Int { stream.batches(of: configuration.batch) }
  public var isFinished: Bool { step >= configuration.epochs * stepsPerEpoch }
  /// Characters and ends that a micro-batch foretells; the last one of an epoch may have fewer.
  public var charactersPerStep: Int { configuration.batch * configuration.shape.context }

  /// Learns from the next micro-batch.
  ///
  /// - Returns: The mean loss of its characters, in nats, with what was left out.
  @discardableResult
  public mutating func advance() -> Double {
    let (number, place) = step.quotientAndRemainder(dividingBy: stepsPerEpoch)
    if epoch.number != number { epoch = (number, stream.sequences(epoch: number)) }
    let start = place * configuration.batch
    let batch = Array(
      epoch.sequences[start..<min(start + configuration.batch, epoch.sequences.count)])
    let dropout = Dropout(rate: configuration.dropout, seed: configuration.seed, step: step + 1)
    let p = TapedParameters(model.decoder.parameters, on: Tape())
    let loss = model.decoder.loss(batch, p, dropout: dropout)
    optimizer.add(
      loss.tape.gradients(of: loss, for: p.variables), weight: Double(batch.count),
      to: &model.decoder.parameters)
    step += 1
    if isFinished { optimizer.flush(&model.decoder.parameters) }
    return Double(loss.scalar)
  }
}

/// Documents as sequences of tokens, all of one length.
struct CharacterStream: Sendable {
  private let documents: [[Int]]
  private let length: Int
  private let seed: UInt64
  /// Characters and ends of all documents.
  let count: Int

  init(_ texts: CharacterTexts, _ vocabulary: CharacterVocabulary, length: Int, seed: UInt64) {
    documents = (0..<texts.count).map { document in
      texts[document].map(vocabulary.number(of:)) + [CharacterVocabulary.end]
    }
    count = texts.characters.count + texts.count
    (self.length, self.seed) = (length, seed)
  }

  private var sequenceCount: Int { (count + length - 1) / length }

  func batches(of size: Int) -> Int { (sequenceCount + size - 1) / size }

  /// The sequences of an epoch, of `length` + 1 tokens: the last one begins the next.
  ///
  /// The last sequence is filled up from the beginning.
  func sequences(epoch: Int) -> [[Int]] {
    var generator = SeededGenerator(seed: seed, stream: UInt64(epoch) + 1)
    let order = documents.indices.shuffled(using: &generator)
    var tokens = [CharacterVocabulary.end]
    tokens.reserveCapacity(count + length)
    for document in order { tokens += documents[document] }
    return (0..<sequenceCount).map { sequence in
      (sequence * length...(sequence + 1) * length).map {
        // The mark before the first document is not one of the ends.
        $0 <= count ? tokens[$0] : tokens[($0 - 1) % count + 1]
      }
    }
  }

  /// A number that is the same for the same documents.
  var fingerprint: UInt64 {
    documents.joined().reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
