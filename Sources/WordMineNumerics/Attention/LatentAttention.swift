import WordMineBase

/// Multi-head latent attention (MLA): keys and values are computed from one short vector per token,
/// and only that vector is cached.
///
///     c = x W_dkv,  k_s = [c W_uk, R(x W_kr)],  v_s = c W_uv
///     c' = x W_dq,  q_s = [c' W_uq, R(c' W_qr)]
///
/// A rotation cannot be absorbed, so it acts on r extra elements: of the queries of each head, and of
/// one key that all heads share. The cache keeps latentWidth + rotaryWidth numbers per token. When
/// decoding, q·k = (q W_ukᵀ)·c and Σ a v = (Σ a c) W_uv: heads attend to c itself, as in multi-query
/// attention, and keys and values are never computed.
///
/// Reference: DeepSeek-AI 2024, *DeepSeek-V2*.
public struct LatentAttention: AttentionLayer, Equatable {
  /// d
  public let width: Int
  /// h
  public let heads: Int
  /// d_k, the part of queries and keys that is not rotated.
  public let headWidth: Int
  /// d_v
  public let valueWidth: Int
  /// d_c
  public let latentWidth: Int
  /// d_r; 0 for no rotation.
  public let rotaryWidth: Int
  /// d_c'; `nil` if queries are computed from x itself.
  public let queryLatentWidth: Int?
  /// The rotation of the extra elements.
  public let rotary: Rotary
  /// Whether c and c' are divided by their root mean square, as in DeepSeek's code.
  public var normalizesLatents = false
  /// Whether `step` avoids computing keys and values. The result is the same except for rounding.
  public var absorbs = true

  /// - Throws: `InvalidValue` if a size is below 1 (`rotaryWidth`: 0), or if `rotaryWidth` is odd.
  public init(
    width: Int, heads: Int, headWidth: Int, valueWidth: Int, latentWidth: Int, rotaryWidth: Int,
    queryLatentWidth: Int? = nil, rotary: Rotary = Rotary()
  ) throws(InvalidValue) {
    let sizes = [
      ("width", width), ("heads", heads), ("headWidth", headWidth), ("valueWidth", valueWidth),
      ("latentWidth", latentWidth), ("queryLatentWidth", queryLatentWidth ?? 1),
    ]
    for (name, size) in sizes { try InvalidValue.check(name, size, atLeast: 1) }
    try InvalidValue.check("rotaryWidth", rotaryWidth, atLeast: 0)
    try rotary.check(width: rotaryWidth)
    self.width = width
    self.heads = heads
    self.headWidth = headWidth
    self.valueWidth = valueWidth
    self.latentWidth = latentWidth
    self.rotaryWidth = rotaryWidth
    self.queryLatentWidth = queryLatentWidth
    self.rotary = rotary
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
  ) throws(InvalidValue) -> Variable<Element> {
    try x.value.check(columns: width, "x")
    try check(rows: x.rows, sequences: sequences)
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
            .rotated(rotary, width: rotaryWidth, positions: positions),
          keys: (x • p[prefix + "Wkr"]).rotated(rotary, width: rotaryWidth, positions: positions),
          groups: 1))
    }
    let attention = CausalAttention(
      heads: heads, valueGroups: heads, scale: scale, sequences: sequences)
    return attention(parts, values: latent • p[prefix + "Wuv"]) • p[prefix + "Wo"]
  }

  private func normalized<Element: Scalar>(_ latent: Variable<Element>) -> Variable<Element> {
    normalizesLatents ? latent.rootMeanSquareNormalized() : latent
  }

  public func step<Element: Scalar>(
    _ x: Matrix<Element>, _ weights: ParameterTable<Element>, prefix: String,
    cache: inout KeyValueCache<Element>
  ) throws(InvalidValue) -> Matrix<Element> {
    try x.check(columns: width, "x")
    try cache.check(for: self)
    let positions = Array(cache.count..<cache.count + x.rows)
    let source = queryLatentWidth == nil ? x : normalized(x • weights[prefix + "Wdq"])
    let latent = normalized(x • weights[prefix + "Wdkv"])
    let queries = source • weights[prefix + "Wuq"]
    guard rotaryWidth > 0 else {
      cache.append([latent, Matrix(rows: x.rows, columns: 0)])
      return mix(queries, rotated: [], weights, prefix, cache)
    }
    let key = rotary.rotated(
      x • weights[prefix + "Wkr"], width: rotaryWidth, positions: positions)
    cache.append([latent, key])
    let rotated = CausalAttention.Part(
      queries: rotary.rotated(
        source • weights[prefix + "Wqr"], width: rotaryWidth, positions: positions),
      keys: cache.part(1), groups: 1)
    return mix(queries, rotated: [rotated], weights, prefix, cache)
  }

  private func mix<Element: Scalar>(
    _ queries: Matrix<Element>, rotated: [CausalAttention.Part<Matrix<Element>>],
    _ weights: ParameterTable<Element>, _ prefix: String, _ cache: KeyValueCache<Element>
  ) -> Matrix<Element> {
    let (toKeys, toValues) = (weights[prefix + "Wuk"], weights[prefix + "Wuv"])
    let latents = cache.part(0)
    guard absorbs else {
      let part = CausalAttention.Part(queries: queries, keys: latents • toKeys, groups: heads)
      let attention = CausalAttention(heads: heads, valueGroups: heads, scale: scale)
      let mixed = attention.forward([part] + rotated, values: latents • toValues).output
      return mixed • weights[prefix + "Wo"]
    }
    let absorbed = perHead(queries, toKeys, transposing: true)
    let part = CausalAttention.Part(queries: absorbed, keys: latents, groups: 1)
    let attention = CausalAttention(heads: heads, valueGroups: 1, scale: scale)
    let mixed = attention.forward([part] + rotated, values: latents).output
    return perHead(mixed, toValues, transposing: false) • weights[prefix + "Wo"]
  }

  /// The block of each head times the columns of that head in a matrix, or times their transpose.
  private func perHead<Element: Scalar>(
    _ x: Matrix<Element>, _ matrix: Matrix<Element>, transposing: Bool
  ) -> Matrix<Element> {
    Matrix.joining(
      (0..<heads).map { head in
        let block = x.columns(
          CausalAttention.columns(head, of: heads, groups: heads, in: x.columns))
        let columns = CausalAttention.columns(head, of: heads, groups: heads, in: matrix.columns)
        return block.product(matrix.columns(columns), transposingOther: transposing)
      })
  }

  private func normalized<Element: Scalar>(_ latent: Matrix<Element>) -> Matrix<Element> {
    normalizesLatents ? RMSNorm.normalized(latent) : latent
  }
}
