import WordMineBase

/// A classifier of texts that pays for the information of each token.
///
/// A token of kind w is a normal distribution N(μ_w, σ_w²); a text is the mean of one draw for each of
/// its tokens, and its class depends linearly on that:
///
///     L = −log p(y | mean z) + λ Σ_tokens KL(N(μ_w, σ_w²) ‖ N(0, 1))
///
/// A token that does not help falls back to N(0, 1) and costs nothing, so the divergence says how many
/// bits the classifier took from it.
public struct TokenBottleneck<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    public var vocabulary: Int
    public var latent = 16
    public var classes: Int
    /// λ
    public var divergenceWeight = 0.01

    public init(vocabulary: Int, classes: Int) {
      self.vocabulary = vocabulary
      self.classes = classes
    }
  }

  public let configuration: Configuration
  /// The tables of means and of log σ², then Wc and bc.
  public var parameters: [Parameter<Element>]

  public init(_ configuration: Configuration, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (vocabulary, latent) = (configuration.vocabulary, configuration.latent)
    self.configuration = configuration
    parameters = [
      generator.kernel("means", rows: vocabulary, columns: latent, kind: .embedding),
      Parameter("logVariances", .embedding, Matrix(rows: vocabulary, columns: latent)),
      generator.kernel("Wc", rows: latent, columns: configuration.classes),
      .bias("bc", columns: configuration.classes),
    ]
  }

  /// The loss of a batch of texts, in nats a text.
  ///
  /// - Parameters:
  ///   - texts: The tokens of each text, none of them empty.
  ///   - noise: [all tokens, latent]
  public func loss(
    _ texts: [[Int]], labels: [Int], noise: Matrix<Element>, _ p: TapedParameters<Element>
  ) -> Variable<Element> {
    let tokens = Array(texts.joined())
    let code = GaussianLayer(
      mean: p["means"].rows(at: tokens), logVariance: p["logVariances"].rows(at: tokens))
    let mean = Self.averaging(texts).times(code.sample(noise: noise))
    let logits = (mean • p["Wc"]).addingRow(p["bc"])
    let divergence = code.divergences(from: .standard(configuration.latent)).sum()
    return logits.softmaxCrossEntropy(targets: labels)
      + divergence * Element(configuration.divergenceWeight / Double(texts.count))
  }

  /// The matrix that takes tokens to the means of their texts.
  private static func averaging(_ texts: [[Int]]) -> SparseMatrix<Element> {
    precondition(texts.allSatisfy { !$0.isEmpty }, "a text without tokens")
    let starts = texts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let count = starts[texts.count]
    return SparseMatrix(
      rows: texts.count, columns: count, starts: starts,
      columnIndices: (0..<count).map { Int32($0) },
      values: texts.flatMap { Array(repeating: 1 / Element($0.count), count: $0.count) })
  }

  /// How much is known of the class without noise: [texts, classes], each row sums to one.
  public func probabilities(_ texts: [[Int]]) -> Matrix<Element> {
    let means = parameters[0].value.rows(at: Array(texts.joined()))
    return (Self.averaging(texts).product(means) • parameters[2].value)
      .addingToRows(parameters[3].value.elements).softmaxOfRows()
  }

  /// What each kind of token costs, in bits.
  public var bits: [Double] {
    let (means, logVariances) = (parameters[0].value, parameters[1].value)
    let prior = DiagonalGaussian.standard(configuration.latent)
    return (0..<means.rows).map { row in
      let gaussian = DiagonalGaussian(
        mean: means.row(row).map { Double($0) },
        logVariance: logVariances.row(row).map { Double($0) })
      return Information.bits(gaussian.divergence(from: prior))
    }
  }
}
