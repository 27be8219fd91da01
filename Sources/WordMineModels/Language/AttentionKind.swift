import WordMineBase
import WordMineNumerics

/// The type of attention in a language model: how heads share what is cached for each character.
public enum AttentionKind: Equatable, Hashable, Sendable, Codable {
  /// MHA: each head has its own keys and values.
  case multiHead
  /// MQA: all heads share one set of keys and values.
  case multiQuery
  /// GQA: groups of heads share keys and values; the number of groups divides the number of heads.
  case grouped(Int)
  /// MLA: keys and values are computed from one short latent vector.
  case latent

  /// `mha`, `mqa`, `gqa:2` or `mla`.
  public var name: String {
    switch self {
    case .multiHead: "mha"
    case .multiQuery: "mqa"
    case .grouped(let groups): "gqa:\(groups)"
    case .latent: "mla"
    }
  }

  /// - Returns: `nil` for any other name.
  public init?(name: String) {
    switch name {
    case "mha": self = .multiHead
    case "mqa": self = .multiQuery
    case "mla": self = .latent
    default:
      guard name.hasPrefix("gqa:"), let groups = Int(name.dropFirst(4)), groups > 0 else {
        return nil
      }
      self = .grouped(groups)
    }
  }

  /// How many numbers a layer caches per character, as a formula of h heads of width d, g groups, a
  /// latent vector of width c and a rotated part of width r.
  public var formula: String {
    switch self {
    case .multiHead: "2hd"
    case .multiQuery: "2d"
    case .grouped: "2gd"
    case .latent: "c+r"
    }
  }

  /// The attention layer of a model. Heads have width d = width / heads, latent vectors 2d, rotated
  /// parts d/2.
  func layer(
    width: Int, heads: Int
  ) throws(InvalidValue) -> DecoderLanguageModel<Float>.Attention {
    let headWidth = width / heads
    func grouped(_ groups: Int) throws(InvalidValue) -> DecoderLanguageModel<Float>.Attention {
      .grouped(
        try GroupedAttention(width: width, heads: heads, groups: groups, headWidth: headWidth))
    }
    switch self {
    case .multiHead: return try grouped(heads)
    case .multiQuery: return try grouped(1)
    case .grouped(let groups): return try grouped(groups)
    case .latent:
      return .latent(
        try LatentAttention(
          width: width, heads: heads, headWidth: headWidth, valueWidth: headWidth,
          latentWidth: 2 * headWidth, rotaryWidth: headWidth / 2))
    }
  }
}
