extension LatentAttention {
  public func step<Element: Scalar>(
    _ x: Matrix<Element>, _ weights: ParameterTable<Element>, prefix: String,
    cache: inout KeyValueCache<Element>
  ) -> Matrix<Element> {
    let positions = Array(cache.count..<cache.count + x.rows)
    let source = queryLatentWidth == nil ? x : normalized(x • weights[prefix + "Wdq"])
    let latent = normalized(x • weights[prefix + "Wdkv"])
    let queries = source • weights[prefix + "Wuq"]
    guard rotaryWidth > 0 else {
      cache.append([latent, Matrix(rows: x.rows, columns: 0)])
      return mix(queries, rotated: [], weights, prefix, cache)
    }
    let key = rotary.turned(
      x • weights[prefix + "Wkr"], width: rotaryWidth, positions: positions)
    cache.append([latent, key])
    let rotated = CausalAttention.Part(
      queries: rotary.turned(
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
