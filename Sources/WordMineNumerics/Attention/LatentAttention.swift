import WordMineBase

/// Attention whose keys and values are made from one short vector a token, the only thing it caches.
///
///     c = x W_dkv,  k_s = [c W_uk, R(x W_kr)],  v_s = c W_uv
///     c' = x W_dq,  q_s = [c' W_uq, R(c' W_qr)]
///
/// A rotation cannot be absorbed, so it acts on r extra elements: of the queries of each head, and of
/// one key that all heads share. The cache keeps latentWidth + rotaryWidth numbers of a token. When
/// decoding, q·k = (q W_ukᵀ)·c and Σ a v = (Σ a c) W_uv: heads look at c itself, as in multi-query
/// attention, and keys and values are never made.
///
/// Reference: DeepSeek-AI 2024, *DeepSeek-V2*.
public struct LatentAttention: AttentionLayer, Equatable, Codable {
  /// d
  public var width: Int
  /// h
  public var heads: Int
  /// d_k, the part of queries and keys that is not rotated.
  public var headWidth: Int
  /// d_v
  public var valueWidth: Int
  /// d_c
  public var latentWidth: Int
  /// d_r; 0 for no rotation.
  public var rotaryWidth: Int
  /// d_c'; `nil` where queries are made from x itself.
  public var queryLatentWidth: Int?
  public var rotary = Rotary()
  /// Whether c and c' are divided by their root mean square, as in DeepSeek's code.
  public var normalizesLatents = false
  /// Whether `step` makes no keys and values. The result is the same but for rounding.
  public var absorbs = true

  public init(
    width: Int, heads: Int, headWidth: Int, valueWidth: Int, latentWidth: Int, rotaryWidth: Int,
    queryLatentWidth: Int? = nil
  ) {
    self.width = width
    self.heads = heads
    self.headWidth = headWidth
    self.valueWidth = valueWidth
    self.latentWidth = latentWidth
    self.rotaryWidth = rotaryWidth
    self.queryLatentWidth = queryLatentWidth
  }

  public var cacheColumns: [Int] { [latentWidth, rotaryWidth] }
  public var cacheScalarsPerToken: Int { latentWidth + rotaryWidth }

  public func parameters<Element: Scalar>(
    _ prefix: String, _ generator: inout SeededGenerator
  ) -> [Parameter<Element>] {
    let source = queryLatentWidth ?? width
    var result: [Parameter<Element>] = [
      generator.kernel(prefix + "Wuq", rows: source, columns: heads * headWidth),
      generator.kernel(prefix + "Wdkv", rows: width, columns: latentWidth),
      generator.kernel(prefix + "Wuk", rows: latentWidth, columns: heads * headWidth),
      generator.kernel(prefix + "Wuv", rows: latentWidth, columns: heads * valueWidth),
      generator.kernel(prefix + "Wo", rows: heads * valueWidth, columns: width),
    ]
    if let queryLatentWidth {
      result.append(generator.kernel(prefix + "Wdq", rows: width, columns: queryLatentWidth))
    }
    if rotaryWidth > 0 {
      result.append(generator.kernel(prefix + "Wqr", rows: source, columns: heads * rotaryWidth))
      result.append(generator.kernel(prefix + "Wkr", rows: width, columns: rotaryWidth))
    }
    return result
  }

  var scale: Double { 1 / Double(headWidth + rotaryWidth).squareRoot() }

  public func forward<Element: Scalar>(
    _ x: Variable<Element>, _ p: TapedParameters<Element>, prefix: String, sequences: Int
  ) -> Variable<Element> {
    let source = queryLatentWidth == nil ? x : normalized(x • p[prefix + "Wdq"])
    let latent = normalized(x • p[prefix + "Wdkv"])
    var parts = [
      CausalAttention.Part(
        queries: source • p[prefix + "Wuq"], keys: latent • p[prefix + "Wuk"], groups: heads)
    ]
    if rotaryWidth > 0 {
      let positions = Rotary.positions(rows: x.rows, sequences: sequences)
      parts.append(
        CausalAttention.Part(
          queries: (source • p[prefix + "Wqr"])
            .turned(rotary, width: rotaryWidth, positions: positions),
          keys: (x • p[prefix + "Wkr"]).turned(rotary, width: rotaryWidth, positions: positions),
          groups: 1))
    }
    let attention = CausalAttention(
      heads: heads, valueGroups: heads, scale: scale, sequences: sequences)
    return attention(parts, values: latent • p[prefix + "Wuv"]) • p[prefix + "Wo"]
  }

  private func normalized<Element: Scalar>(_ latent: Variable<Element>) -> Variable<Element> {
    normalizesLatents ? latent.rootMeanSquareNormalized() : latent
  }
}
