import WordMineBase
import WordMineNumerics

/// The architecture and size of a language model.
public struct LanguageModelShape: Equatable, Sendable, Codable {
  public var attention = AttentionKind.multiHead
  /// The number of blocks of attention and a gated feed-forward layer.
  public var layers = 2
  /// The width of the character vectors.
  public var width = 128
  /// The number of attention heads.
  public var heads = 4
  /// The width of the gated feed-forward layer.
  public var feedForward = 256
  /// The maximum number of preceding characters that a prediction uses.
  public var context = 64

  public init() {}

  /// - Throws: `InvalidValue` if no model can have this shape; it names the first invalid value,
  ///   and what is allowed.
  public func validate() throws(InvalidValue) {
    try InvalidValue.check("layers", layers, in: 1...64)
    try InvalidValue.check("width", width, in: 1...8192)
    try InvalidValue.check("heads", heads, in: 1...512)
    try InvalidValue.check("feed-forward", feedForward, in: 1...65_536)
    try InvalidValue.check("context", context, in: 2...65_536)
    guard width % (4 * heads) == 0 else {
      throw InvalidValue("width \(width) is not a multiple of 4 × \(heads) heads")
    }
    if case .grouped(let groups) = attention, groups < 1 || heads % groups != 0 {
      throw InvalidValue("\(heads) heads cannot share \(groups) groups evenly")
    }
  }

  func decoder(
    vocabulary: Int
  ) throws(InvalidValue) -> DecoderLanguageModel<Float>.Configuration {
    try validate()
    var configuration = DecoderLanguageModel<Float>.Configuration(
      vocabulary: vocabulary, attention: try attention.layer(width: width, heads: heads))
    (configuration.layers, configuration.width) = (layers, width)
    configuration.feedForward = feedForward
    return configuration
  }
}
