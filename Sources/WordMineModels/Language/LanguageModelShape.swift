import WordMineNumerics

/// The size of a language model.
public struct LanguageModelShape: Equatable, Sendable, Codable {
  public var attention = AttentionKind.multiHead
  public var layers = 2
  /// Of the vector of a character.
  public var width = 128
  public var heads = 4
  /// The width of the gated layer.
  public var feedForward = 256
  /// The most characters that a prediction looks back to.
  public var context = 64

  public init() {}

  /// What is wrong with it; `nil` where a model can be made.
  public var flaw: String? {
    let parts = [
      ("layers", layers, 64), ("width", width, 8192), ("heads", heads, 512),
      ("feed-forward", feedForward, 65_536), ("context", context, 65_536),
    ]
    for (name, value, most) in parts where !(1...most).contains(value) {
      return "\(name) is \(value); it can be 1 to \(most)"
    }
    if context < 2 { return "context is 1; it must be 2 at least" }
    guard width % (4 * heads) == 0 else {
      return "width \(width) is not a multiple of 4 × \(heads) heads"
    }
    if case .grouped(let groups) = attention, groups < 1 || heads % groups != 0 {
      return "\(heads) heads cannot share \(groups) groups evenly"
    }
    return nil
  }

  /// - Precondition: There is no flaw.
  func decoder(vocabulary: Int) -> DecoderLanguageModel<Float>.Configuration {
    var configuration = DecoderLanguageModel<Float>.Configuration(
      vocabulary: vocabulary, attention: attention.layer(width: width, heads: heads))
    (configuration.layers, configuration.width) = (layers, width)
    configuration.feedForward = feedForward
    return configuration
  }
}

/// What the caches of a model keep of each character, beside those of models with other attention.
public struct CacheReport: Equatable, Sendable {
  public let attention: AttentionKind
  /// By the formula: the numbers of a character, all layers together.
  public let numbers: Int
  /// The same in bytes.
  public let bytes: Int
  /// The bytes that a cache took for one character.
  public let measuredBytes: Int

  /// One row a kind: that of the shape first, then the others.
  public static func rows(_ shape: LanguageModelShape) -> [CacheReport] {
    var kinds: [AttentionKind] = [shape.attention, .multiHead]
    kinds += (2..<max(2, shape.heads)).filter { shape.heads % $0 == 0 }.reversed().map {
      .grouped($0)
    }
    var seen: Set<AttentionKind> = []
    return (kinds + [.multiQuery, .latent]).filter { seen.insert($0).inserted }.map { kind in
      var other = shape
      other.attention = kind
      return CacheReport(other)
    }
  }

  private init(_ shape: LanguageModelShape) {
    // What is cached does not depend on the vocabulary, so the smallest one will do.
    let model = DecoderLanguageModel<Float>(shape.decoder(vocabulary: 1), seed: 0)
    var state = model.start()
    _ = model.step([0], &state, weights: ParameterTable(model.parameters))
    attention = shape.attention
    numbers = model.cacheScalarsPerToken
    bytes = numbers * MemoryLayout<Float>.stride
    measuredBytes = state.bytes
  }
}
