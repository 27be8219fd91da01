import WordMineBase

/// A model of the next token from all those before it: a stack of decoder blocks between one table.
///
/// The table gives the vectors of the tokens, and its transpose the logits of the next one.
public struct DecoderLanguageModel<Element: Scalar>: Sendable {
  public struct Configuration: Equatable, Sendable, Codable {
    public var vocabulary: Int
    /// d
    public var width = 128
    public var layers = 2
    /// The width of the gated layer.
    public var feedForward = 256
    public var attention: Attention

    public init(vocabulary: Int, attention: Attention) {
      self.vocabulary = vocabulary
      self.attention = attention
    }
  }

  public enum Attention: Equatable, Sendable, Codable {
    case grouped(GroupedAttention)
    case latent(LatentAttention)

    public var layer: any AttentionLayer {
      switch self {
      case .grouped(let layer): layer
      case .latent(let layer): layer
      }
    }
  }

  public let configuration: Configuration
  public var parameters: [Parameter<Element>]

  public init(_ configuration: Configuration, seed: UInt64) {
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

  /// How many numbers the caches of all layers keep of each token.
  public var cacheScalarsPerToken: Int {
    configuration.layers * configuration.attention.layer.cacheScalarsPerToken
  }

  /// The logits after each token: [sequences · length, vocabulary].
  ///
  /// - Parameters:
  ///   - sequences: Token numbers, all sequences of one length.
  ///   - dropout: What is left out, of the vectors of tokens, of what each part of a block adds, and of
  ///     the output.
  public func logits(
    _ sequences: [[Int]], _ p: TapedParameters<Element>, dropout: Dropout? = nil
  ) -> Variable<Element> {
    precondition(
      sequences.allSatisfy { $0.count == sequences[0].count }, "sequences of different lengths")
    let tokens = Array(sequences.joined())
    let place = 2 * configuration.layers
    let input = p["emb"].rows(at: tokens).leavingOut(dropout, place)
    let output = Self.blocks(configuration).reduce(input) { x, block in
      block.forward(x, p, sequences: sequences.count, dropout: dropout)
    }
    return output.rootMeanSquareNormalized().timesRow(p["gf"]).leavingOut(dropout, place + 1)
      .timesTransposed(p["emb"])
  }

  /// The mean of −log p(next token) over all tokens but the last of each sequence, in nats.
  public func loss(
    _ sequences: [[Int]], _ p: TapedParameters<Element>, dropout: Dropout? = nil
  ) -> Variable<Element> {
    logits(sequences.map { Array($0.dropLast()) }, p, dropout: dropout)
      .softmaxCrossEntropy(targets: sequences.flatMap { $0.dropFirst() })
  }

  /// A text in the making.
  public struct State: Sendable {
    fileprivate var caches: [KeyValueCache<Element>]
    /// The number of tokens so far.
    public var count: Int { caches.first?.count ?? 0 }
    /// The memory of all caches.
    public var bytes: Int { caches.reduce(0) { $0 + $1.bytes } }
  }

  public func start(capacity: Int = 0) -> State {
    let layer = configuration.attention.layer
    return State(
      caches: (0..<configuration.layers).map { _ in KeyValueCache(for: layer, capacity: capacity) })
  }

  /// The logits after each of the next tokens: [tokens, vocabulary].
  ///
  /// - Parameter weights: The parameters of this model, gathered once for many steps.
  public func step(
    _ tokens: [Int], _ state: inout State, weights: ParameterTable<Element>
  ) -> Matrix<Element> {
    var x = weights["emb"].rows(at: tokens)
    for (index, block) in Self.blocks(configuration).enumerated() {
      x = block.step(x, weights, cache: &state.caches[index])
    }
    return DecoderBlock.normalized(x, weights["gf"])
      .product(weights["emb"], transposingOther: true)
  }

  /// The entropy of what follows each token of a text, in nats.
  public func branchingEntropies(_ tokens: [Int]) -> [Double] {
    var state = start(capacity: tokens.count)
    let logits = step(tokens, &state, weights: ParameterTable(parameters))
    let probabilities = logits.softmaxOfRows()
    return (0..<probabilities.rows).map { row in
      Information.entropy(probabilities.row(row).map { Double($0) })
    }
  }

  /// Draws tokens that go on with a text.
  ///
  /// - Parameter temperature: Below one, likely tokens become likelier.
  public func generate(
    after prompt: [Int], count: Int, temperature: Element = 1, _ generator: inout SeededGenerator
  ) -> [Int] {
    precondition(!prompt.isEmpty, "there is nothing to go on with")
    let weights = ParameterTable(parameters)
    var state = start(capacity: prompt.count + count)
    var (tokens, next) = ([Int](), prompt)
    for _ in 0..<count {
      let logits = step(next, &state, weights: weights)
      let last = logits.rows(logits.rows - 1..<logits.rows) * (1 / temperature)
      let token = Self.draw(last.softmaxOfRows().elements, Element(generator.uniform()))
      tokens.append(token)
      next = [token]
    }
    return tokens
  }

  /// The first outcome at which the sum of probabilities exceeds the number.
  private static func draw(_ probabilities: [Element], _ uniform: Element) -> Int {
    var sum: Element = 0
    for (index, probability) in probabilities.enumerated() {
      sum += probability
      if uniform < sum { return index }
    }
    return probabilities.lastIndex { $0 > 0 } ?? 0
  }
}
