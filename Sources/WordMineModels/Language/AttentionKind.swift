import WordMineNumerics

/// How the heads of a language model share what they keep of each character.
public enum AttentionKind: Equatable, Hashable, Sendable, Codable {
  /// Each head has keys and values of its own.
  case multiHead
  /// One set of keys and values for all heads.
  case multiQuery
  /// So many sets of keys and values, a divisor of the number of heads.
  case grouped(Int)
  /// Keys and values are made from one short vector.
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

  /// How many numbers a layer keeps of a character, as a formula of h heads of width d, g groups, a
  /// latent vector of width c and a rotated part of width r.
  public var formula: String {
    switch self {
    case .multiHead: "2hd"
    case .multiQuery: "2d"
    case .grouped: "2gd"
    case .latent: "c+r"
    }
  }

  /// The layer of a model: heads of width / heads; latent vectors of twice that, of which half as much
  /// is added for the rotation.
  ///
  /// - Precondition: The heads share the width evenly, and the groups the heads.
  func layer(width: Int, heads: Int) -> DecoderLanguageModel<Float>.Attention {
    let headWidth = width / heads
    func grouped(_ groups: Int) -> DecoderLanguageModel<Float>.Attention {
      .grouped(GroupedAttention(width: width, heads: heads, groups: groups, headWidth: headWidth))
    }
    switch self {
    case .multiHead: return grouped(heads)
    case .multiQuery: return grouped(1)
    case .grouped(let groups): return grouped(groups)
    case .latent:
      return .latent(
        LatentAttention(
          width: width, heads: heads, headWidth: headWidth, valueWidth: headWidth,
          latentWidth: 2 * headWidth, rotaryWidth: headWidth / 2))
    }
  }
}
