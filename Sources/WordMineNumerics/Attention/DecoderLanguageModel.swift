import WordMineBase

/// A decoder-only language model: predicts the next token from all tokens before it.
///
/// A stack of blocks of attention and a gated feed-forward layer. One table holds the vectors of the
/// tokens; its transpose maps the output to the logits of the next token (tied embeddings).
public struct DecoderLanguageModel<Element: Scalar>: Sendable {
  public struct Configuration: Equatable, Sendable {
    /// The number of tokens.
    public var vocabulary: Int
    /// d, of the vectors of tokens.
    public var width = 128
    /// The number of blocks.
    public var layers = 2
    /// The width of the gated feed-forward layer.
    public var feedForward = 256
    /// The attention of each block.
    public var attention: Attention

    public init(vocabulary: Int, attention: Attention) {
      self.vocabulary = vocabulary
      self.attention = attention
    }
  }

  /// The type of attention.
  public enum Attention: Equatable, Sendable {
    case grouped(GroupedAttention)
    case latent(LatentAttention)

    /// The attention as a layer.
    public var layer: any AttentionLayer {
      switch self {
      case .grouped(let layer): layer
      case .latent(let layer): layer
      }
    }

    fileprivate var width: Int {
      switch self {
      case .grouped(let layer): layer.width
      case .latent(let layer): layer.width
      }
    }
  }

  public let configuration: Configuration
  public var parameters: [Parameter<Element>]

  /// A model with random parameters.
  ///
  /// - Throws: `InvalidValue` if a size is below 1, or if the attention is of another width.
  public init(_ configuration: Configuration, seed: UInt64) throws(InvalidValue) {
    let sizes = [
      ("vocabulary", configuration.vocabulary), ("width", configuration.width),
      ("layers", configuration.layers), ("feedForward", configuration.feedForward),
    ]
    for (name, size) in sizes { try InvalidValue.check(name, size, atLeast: 1) }
    let width = configuration.attention.width
    guard width == configuration.width else {
      throw InvalidValue(
        "attention of width \(width) in a model of width \(configuration.width); make them equal")
    }
    var generator = SeededGenerator(seed: seed)
    self.configuration = configuration
    parameters = [
      generator.kernel(
        "emb", rows: configuration.vocabulary, columns: configuration.width, kind: .embedding)
    ]
    for block in Self.blocks(configuration) { parameters += block.parameters(&generator) }
    parameters.append(.gain("gf", columns: configuration.width))
  }

  private static func blocks(_ configuration: Configuration) -> [DecoderBlock] {
    (0..<configuration.layers).map { layer in
      DecoderBlock(
        attention: configuration.attention.layer, width: configuration.width,
        feedForward: configuration.feedForward, layer: layer)
    }
  }

  /// How many numbers the caches of all layers keep for each token.
  public var cacheScalarsPerToken: Int {
    configuration.layers * configuration.attention.layer.cacheScalarsPerToken
  }

  /// The logits after each token: [sequences · length, vocabulary].
  ///
  /// - Parameters:
  ///   - sequences: Tokens, all sequences of equal length.
  ///   - p: The parameters of this model.
  ///   - dropout: Applies to the vectors of tokens, to what each part of a block adds, and to the output.
  /// - Throws: `InvalidValue` for no tokens, for sequences of different lengths, and for tokens that are
  ///   not in the vocabulary.
  public func logits(
    _ sequences: [[Int]], _ p: TapedParameters<Element>, dropout: Dropout? = nil
  ) throws(InvalidValue) -> Variable<Element> {
    let length = sequences.first?.count ?? 0
    try InvalidValue.check("tokens of a sequence", length, atLeast: 1)
    for sequence in sequences where sequence.count != length {
      throw InvalidValue("sequences of \(length) and \(sequence.count) tokens; make them equal")
    }
    let tokens = Array(sequences.joined())
    try InvalidValue.check("token", tokens, below: configuration.vocabulary)
    let place = 2 * configuration.layers
    var x = p["emb"].rows(at: tokens).dropping(dropout, place)
    for block in Self.blocks(configuration) {
      x = try block.forward(x, p, sequences: sequences.count, dropout: dropout)
    }
    return x.rootMeanSquareNormalized().timesRow(p["gf"]).dropping(dropout, place + 1)
      .timesTransposed(p["emb"])
  }

  /// The mean of −log p(next token) over all tokens but the last of each sequence, in nats.
  ///
  /// - Throws: `InvalidValue` as `logits` does; sequences have at least two tokens.
  public func loss(
    _ sequences: [[Int]], _ p: TapedParameters<Element>, dropout: Dropout? = nil
  ) throws(InvalidValue) -> Variable<Element> {
    let targets = sequences.flatMap { $0.dropFirst() }
    try InvalidValue.check("token", targets, below: configuration.vocabulary)
    return try logits(sequences.map { Array($0.dropLast()) }, p, dropout: dropout)
      .softmaxCrossEntropy(targets: targets)
  }

  /// The state of decoding a sequence: what attention keeps of the tokens so far.
  public struct State: Sendable {
    fileprivate var caches: [KeyValueCache<Element>]
    /// The number of tokens so far.
    public var count: Int { caches.first?.count ?? 0 }
    /// The memory of all caches, in bytes.
    public var bytes: Int { caches.reduce(0) { $0 + $1.bytes } }
  }

  /// The state before the first token.
  ///
  /// - Parameter capacity: The number of tokens to reserve memory for.
  public func start(capacity: Int = 0) -> State {
    let layer = configuration.attention.layer
    return State(
      caches: (0..<configuration.layers).map { _ in KeyValueCache(for: layer, capacity: capacity) })
  }

  /// The logits after each of the next tokens: [tokens, vocabulary].
  ///
  /// - Parameter weights: The parameters of this model, gathered once for many steps.
  /// - Throws: `InvalidValue` for no tokens, for tokens that are not in the vocabulary, and for the state of
  ///   a model of another shape.
  /// - Complexity: O(tokens · (parameters + tokens so far · width)).
  public func step(
    _ tokens: [Int], _ state: inout State, weights: ParameterTable<Element>
  ) throws(InvalidValue) -> Matrix<Element> {
    try InvalidValue.check("new tokens", tokens.count, atLeast: 1)
    try InvalidValue.check("token", tokens, below: configuration.vocabulary)
    try InvalidValue.checkEqual(
      state.caches.count, "caches", configuration.layers, "layers")
    var x = weights["emb"].rows(at: tokens)
    for (index, block) in Self.blocks(configuration).enumerated() {
      x = try block.step(x, weights, cache: &state.caches[index])
    }
    return DecoderBlock.normalized(x, weights["gf"])
      .product(weights["emb"], transposingOther: true)
  }
}
