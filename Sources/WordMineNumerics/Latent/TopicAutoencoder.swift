import WordMineBase

/// A topic model: a variational autoencoder whose code is the shares of topics of a document.
///
///     h = softplus(x W₁ / |x| + b₁)
///     μ = μ₀ + √γ σ₀ N(h W_m),  s = log((1 − γ) σ₀²) + ½ N(h W_s)
///     θ = softmax(μ + e^(s/2) ε),  β_k = softmax(W_k + b)
///     L = E[−Σ x log(θ β)] + λ KL(N(μ, e^s) ‖ N(μ₀, σ₀²))
///
/// A document is a mixture: each of its words comes from a topic k, which has the share θ_k of the
/// document and the distribution β_k of words. W is how much likelier a word is in the topic than in
/// the corpus, in nats.
///
/// N subtracts the batch mean of each column and divides by its deviation. Without it most topics
/// collapse: their codes become the prior, whatever the document. With it the share γ of the variance
/// of the prior lies between documents, and the rest within each of them: taken together, the codes
/// are distributed as the prior.
///
/// Reference: Srivastava and Sutton 2017, *Autoencoding Variational Inference for Topic Models*, whose
/// mixture this is; Zhu et al. 2020, *A Batch Normalized Inference Network Keeps the KL Vanishing Away*.
public struct TopicAutoencoder<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    /// Its inputs are the words, its latent elements the topics.
    public var encoder: GaussianEncoder
    /// N(μ₀, σ₀²)
    public var prior: DiagonalGaussian
    /// γ, between 0 and 1.
    public var varianceBetweenDocuments = 0.3

    public init(words: Int, hidden: Int, prior: DiagonalGaussian) {
      encoder = GaussianEncoder(
        inputs: words, hidden: hidden, latent: prior.mean.count, activation: .softplus)
      self.prior = prior
    }
  }

  public let configuration: Configuration
  /// The parameters of the encoder, then W and b of the topics. W is of kind `embedding`, so that it can
  /// have a learning rate of its own.
  public var parameters: [Parameter<Element>]

  /// A model with random parameters.
  ///
  /// - Throws: `InvalidValue` if a size is below 1, if the prior has another size than the code or a
  ///   variance that is 0 or infinite for the elements, or if γ is not between 0 and 1.
  public init(_ configuration: Configuration, seed: UInt64) throws(InvalidValue) {
    try configuration.encoder.check()
    try InvalidValue.checkEqual(
      configuration.prior.mean.count, "elements of the prior", configuration.encoder.latent,
      "topics")
    for logVariance in configuration.prior.logVariance {
      let variance = Element.exp(Element(logVariance))
      guard variance.isNormal, (1 / variance).isNormal else {
        throw InvalidValue(
          "a prior of log variance \(logVariance): \(Element.typeName) cannot hold the variance; the "
            + "concentration of a Dirichlet prior must be larger")
      }
    }
    let share = configuration.varianceBetweenDocuments
    guard share > 0, share < 1 else {
      throw InvalidValue("varianceBetweenDocuments is \(share); it must be between 0 and 1")
    }
    var generator = SeededGenerator(seed: seed)
    let encoder = configuration.encoder
    self.configuration = configuration
    parameters =
      encoder.parameters(&generator) + [
        generator.kernel("Wd", rows: encoder.latent, columns: encoder.inputs, kind: .embedding),
        .bias("bd", columns: encoder.inputs),
      ]
  }

  /// The losses of a batch in nats.
  public struct Losses {
    /// −Σ x log(θ β) of each document: [n, 1].
    public let reconstruction: Variable<Element>
    /// KL(N(μ, e^s) ‖ prior) of each document: [n, 1].
    public let divergence: Variable<Element>
    /// The mean of reconstruction + λ divergence.
    public let total: Variable<Element>
  }

  /// - Parameters:
  ///   - input: Counts of words, [n, words].
  ///   - noise: ε, [n, topics].
  ///   - divergenceWeight: λ
  /// - Throws: `InvalidValue` for input or noise of another shape, or input that is not finite.
  public func losses(
    _ input: SparseMatrix<Element>, noise: Matrix<Element>, divergenceWeight: Element = 1,
    _ p: TapedParameters<Element>
  ) throws(InvalidValue) -> Losses {
    let encoded = try encoded(input, p)
    let code = code(
      mean: encoded.mean.columnsNormalized(), logVariance: encoded.logVariance.columnsNormalized())
    let shares = try code.sample(noise: noise).softmaxOfRows()
    let topics = p["Wd"].addingRow(p["bd"]).softmaxOfRows()
    let reconstruction = try shares.mixtureLosses(topics, counts: input)
    let divergence = try code.divergences(from: configuration.prior)
    return Losses(
      reconstruction: reconstruction, divergence: divergence,
      total: (reconstruction + divergence * divergenceWeight).mean())
  }

  private func encoded(
    _ input: SparseMatrix<Element>, _ p: TapedParameters<Element>
  ) throws(InvalidValue) -> GaussianLayer<Element> {
    try configuration.encoder.encode(input.withUnitRows(), p)
  }

  /// μ and s from normalized columns.
  private func code(
    mean: Variable<Element>, logVariance: Variable<Element>
  ) -> GaussianLayer<Element> {
    let (prior, share) = (configuration.prior, configuration.varianceBetweenDocuments)
    func row(_ values: [Double]) -> Variable<Element> {
      mean.tape.constant(Matrix(row: values.map { Element($0) }))
    }
    let deviations = prior.logVariance.map { (share * Double.exp($0)).squareRoot() }
    let logVariances = prior.logVariance.map { $0 + Double.log(1 - share) }
    return GaussianLayer(
      mean: mean.timesRow(row(deviations)).addingRow(row(prior.mean)),
      logVariance: (logVariance * 0.5).addingRow(row(logVariances)))
  }

  /// A distribution per row: μ and s, [n, topics] each.
  public typealias Codes = (mean: Matrix<Element>, logVariance: Matrix<Element>)

  /// h W_m and h W_s of documents, not yet normalized.
  ///
  /// - Throws: `InvalidValue` for input of other columns, or that is not finite.
  public func encoded(_ input: SparseMatrix<Element>) throws(InvalidValue) -> Codes {
    let layer = try encoded(input, TapedParameters(parameters, on: Tape()))
    return (layer.mean.value, layer.logVariance.value)
  }

  /// μ and s of documents.
  ///
  /// - Parameter normalized: h W_m and h W_s, normalized.
  /// - Throws: `InvalidValue` if there is not a column for each topic.
  public func codes(_ normalized: Codes) throws(InvalidValue) -> Codes {
    try normalized.mean.check(columns: configuration.encoder.latent, "means")
    try normalized.logVariance.check(columns: configuration.encoder.latent, "variances")
    let tape = Tape<Element>()
    let layer = code(
      mean: tape.constant(normalized.mean), logVariance: tape.constant(normalized.logVariance))
    return (layer.mean.value, layer.logVariance.value)
  }

  /// W: how much likelier a word is in a topic than in the corpus, in nats: [topics, words].
  public var weights: Matrix<Element> { parameters[6].value }
  /// b: how frequent a word is in all topics, in nats up to a constant.
  public var bias: [Element] { parameters[7].value.elements }
}
