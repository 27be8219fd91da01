import WordMineBase
import WordMineNumerics

/// The memory that attention caches per character, compared between types of attention.
public struct CacheReport: Equatable, Sendable {
  public let attention: AttentionKind
  /// The numbers cached per character in all layers, by the formula of the attention.
  public let numbers: Int
  /// The size of these numbers in bytes.
  public let bytes: Int
  /// The measured size of a cache for one character, in bytes.
  public let measuredBytes: Int

  /// One row per type of attention: first that of the shape, then all others that are possible.
  ///
  /// - Throws: `InvalidValue` if no model can have this shape.
  public static func rows(_ shape: LanguageModelShape) throws(InvalidValue) -> [CacheReport] {
    try shape.validate()
    var kinds: [AttentionKind] = [shape.attention, .multiHead]
    kinds += (2..<max(2, shape.heads)).filter { shape.heads % $0 == 0 }.reversed().map {
      .grouped($0)
    }
    var seen: Set<AttentionKind> = []
    var rows: [CacheReport] = []
    for kind in kinds + [.multiQuery, .latent] where seen.insert(kind).inserted {
      var other = shape
      other.attention = kind
      rows.append(try CacheReport(other))
    }
    return rows
  }

  private init(_ shape: LanguageModelShape) throws(InvalidValue) {
    // The cache does not depend on the vocabulary, so the smallest one suffices.
    let model = try DecoderLanguageModel<Float>(shape.decoder(vocabulary: 1), seed: 0)
    var state = model.start()
    _ = try model.step([0], &state, weights: ParameterTable(model.parameters))
    attention = shape.attention
    numbers = model.cacheScalarsPerToken
    bytes = numbers * MemoryLayout<Float>.stride
    measuredBytes = state.bytes
  }
}
