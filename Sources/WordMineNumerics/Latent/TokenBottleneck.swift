import WordMineBase

/// An information bottleneck for texts: a classifier that pays for the information of each token.
///
/// A token w is a normal distribution N(μ_w, σ_w²); a text is the mean of one draw for each of its
/// tokens, and its class depends linearly on that:
///
///     L = −log p(y | mean z) + λ Σ_tokens KL(N(μ_w, σ_w²) ‖ N(0, 1))
///
/// A token that does not help falls back to N(0, 1) and costs nothing, so the divergence is the number
/// of bits that the classifier takes from it.
public struct TokenBottleneck<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    /// The number of different tokens.
    public var vocabulary: Int
    /// The number of elements of the code.
    public var latent = 16
    /// The number of classes.
    public var classes: Int
    /// λ, the price of a nat of information in nats of the loss.
    public var divergenceWeight = 0.01

    public init(vocabulary: Int, classes: Int) {
      self.vocabulary = vocabulary
      self.classes = classes
    }
  }

  public let configuration: Configuration
  /// The tables of means and of log σ², then Wc and bc.
  public var parameters: [Parameter<Element>]

  /// A model with random means.
  ///
  /// - Throws: `InvalidValue` if a size is below 1 (`vocabulary`: 0), or λ negative.
  public init(_ configuration: Configuration, seed: UInt64) throws(InvalidValue) {
    try InvalidValue.check("vocabulary", configuration.vocabulary, atLeast: 0)
    try InvalidValue.check("latent", configuration.latent, atLeast: 1)
    try InvalidValue.check("classes", configuration.classes, atLeast: 1)
    try InvalidValue.checkNotNegative("divergenceWeight", configuration.divergenceWeight)
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

  /// The loss of a batch of texts, in nats per text.
  ///
  /// - Parameters:
  ///   - texts: The tokens of each text, none of them empty.
  ///   - labels: The class of each text, from 0.
  ///   - noise: ε, [all tokens, latent]
  /// - Throws: `InvalidValue` for a text without tokens, an unknown token or class, noise of another shape,
  ///   and if there are not as many labels as texts.
  public func loss(
    _ texts: [[Int]], labels: [Int], noise: Matrix<Element>, _ p: TapedParameters<Element>
  ) throws(InvalidValue) -> Variable<Element> {
    try InvalidValue.checkEqual(labels.count, "labels", texts.count, "texts")
    try InvalidValue.check("class", labels, below: configuration.classes)
    let tokens = try tokens(of: texts)
    let code = GaussianLayer(
      mean: p["means"].rows(at: tokens), logVariance: p["logVariances"].rows(at: tokens))
    let mean = Self.averaging(texts).times(try code.sample(noise: noise))
    let logits = (mean • p["Wc"]).addingRow(p["bc"])
    let divergence = try code.divergences(
      from: DiagonalGaussian(standardOf: configuration.latent)
    ).sum()
    return try logits.softmaxCrossEntropy(targets: labels)
      + divergence * Element(configuration.divergenceWeight / Double(texts.count))
  }

  /// All tokens of some texts, checked.
  private func tokens(of texts: [[Int]]) throws(InvalidValue) -> [Int] {
    for text in texts { try InvalidValue.check("tokens of a text", text.count, atLeast: 1) }
    let tokens = Array(texts.joined())
    try InvalidValue.check("token", tokens, below: configuration.vocabulary)
    return tokens
  }

  /// The matrix that maps tokens to the means of their texts.
  private static func averaging(_ texts: [[Int]]) -> SparseMatrix<Element> {
    let starts = texts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let count = starts[texts.count]
    return SparseMatrix(
      texts.count, count, starts, (0..<count).map { Int32($0) },
      texts.flatMap { Array(repeating: 1 / Element($0.count), count: $0.count) })
  }

  /// The probabilities of the classes without noise: [texts, classes], each row sums to one.
  ///
  /// - Throws: `InvalidValue` for a text without tokens, and for an unknown token.
  public func probabilities(_ texts: [[Int]]) throws(InvalidValue) -> Matrix<Element> {
    let means = parameters[0].value.rows(at: try tokens(of: texts))
    return (Self.averaging(texts).product(means) • parameters[2].value)
      .addingToRows(parameters[3].value.elements).softmaxOfRows()
  }

  /// The cost of each token, in bits: KL(N(μ_w, σ_w²) ‖ N(0, 1)).
  public var bits: [Double] {
    let (means, logVariances) = (parameters[0].value, parameters[1].value)
    return (0..<means.rows).map { row in
      // KL(N(μ, e^s) ‖ N(0, 1)) = ½ Σ (e^s − s + μ² − 1)
      let nats = zip(means.row(row), logVariances.row(row)).reduce(0.0) { sum, pair in
        let (mean, s) = (Double(pair.0), Double(pair.1))
        return sum + 0.5 * (Double.exp(s) - s + mean * mean - 1)
      }
      return Information.bits(nats)
    }
  }
}
