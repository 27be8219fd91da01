import WordMineBase

/// Attention, then a gated feed-forward layer; each reads the normalized input and is added to it.
///
///     x ← x + attention(RMSNorm(x) g₁)
///     x ← x + (silu(z W_g) ⊙ (z W_u)) W_d,  z = RMSNorm(x) g₂
struct DecoderBlock: Sendable {
  let attention: any AttentionLayer
  let width: Int
  let feedForward: Int
  let layer: Int
  var prefix: String { "\(layer)." }

  func parameters<Element: Scalar>(_ generator: inout SeededGenerator) -> [Parameter<Element>] {
    [.gain(prefix + "g1", columns: width)]
      + attention.parameters(prefix, &generator) + [
        .gain(prefix + "g2", columns: width),
        generator.kernel(prefix + "Wg", rows: width, columns: feedForward),
        generator.kernel(prefix + "Wu", rows: width, columns: feedForward),
        generator.kernel(prefix + "Wd", rows: feedForward, columns: width),
      ]
  }

  func forward<Element: Scalar>(
    _ x: Variable<Element>, _ p: TapedParameters<Element>, sequences: Int, dropout: Dropout?
  ) throws(InvalidValue) -> Variable<Element> {
    let normalized = x.rootMeanSquareNormalized().timesRow(p[prefix + "g1"])
    let mixed = try attention.forward(normalized, p, prefix: prefix, sequences: sequences)
    let y = x + mixed.dropping(dropout, 2 * layer)
    let z = y.rootMeanSquareNormalized().timesRow(p[prefix + "g2"])
    let gate = (z • p[prefix + "Wg"]).sigmoidWeighted()
    let gated = (gate * (z • p[prefix + "Wu"])) • p[prefix + "Wd"]
    return y + gated.dropping(dropout, 2 * layer + 1)
  }

  func step<Element: Scalar>(
    _ x: Matrix<Element>, _ weights: ParameterTable<Element>, cache: inout KeyValueCache<Element>
  ) throws(InvalidValue) -> Matrix<Element> {
    let normalized = Self.normalized(x, weights[prefix + "g1"])
    let y = x + (try attention.step(normalized, weights, prefix: prefix, cache: &cache))
    let z = Self.normalized(y, weights[prefix + "g2"])
    let gate = (z • weights[prefix + "Wg"]).map { $0 * .sigmoid($0) }
    return y + (gate * (z • weights[prefix + "Wu"])) • weights[prefix + "Wd"]
  }

  static func normalized<Element: Scalar>(
    _ x: Matrix<Element>, _ gain: Matrix<Element>
  ) -> Matrix<Element> {
    RMSNorm.normalized(x).combiningRows(with: gain.elements) { $0 * $1 }
  }
}
