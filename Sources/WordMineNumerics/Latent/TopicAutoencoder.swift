import WordMineBase

/// Topics of documents: a variational autoencoder whose code is the shares of topics.
///
///     h = softplus(x W₁ / |x| + b₁)
///     μ = μ₀ + √γ σ₀ N(h W_m),  s = log((1 − γ) σ₀²) + ½ N(h W_s)
///     θ = softmax(μ + e^(s/2) ε),  β_k = softmax(W_k + b)
///     L = E[−Σ x log(θ β)] + λ KL(N(μ, e^s) ‖ N(μ₀, σ₀²))
///
/// A document is a mixture: each of its words comes from a topic k, which has the share θ_k of the
/// document and the distribution β_k of words. W says by how much more often the topic brings a word
/// than the corpus does, in nats.
///
/// N takes the mean of the batch off each column and divides by its deviation. Without it most topics
/// die: their codes become the prior, whatever the document. With it the share γ of the variance of
/// the prior lies between documents, and the rest within each of them: taken together, the codes are
/// as the prior has them.
///
/// Reference: Srivastava and Sutton 2017, *Autoencoding Variational Inference for Topic Models*, whose
/// mixture this is; Zhu et al. 2020, *A Batch Normalized Inference Network Keeps the KL Vanishing Away*.
public struct TopicAutoencoder<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    /// Its latent elements are the topics.
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
  /// Those of the encoder, then W and b of the topics. W is a table, so that it can have a rate of its
  /// own.
  public var parameters: [Parameter<Element>]

  public init(_ configuration: Configuration, seed: UInt64) {
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
    /// Of each document: [n, 1].
    public let reconstruction: Variable<Element>
    public let divergence: Variable<Element>
    /// The mean of reconstruction + λ divergence.
    public let total: Variable<Element>
  }

  /// - Parameters:
  ///   - input: Counts of words, [n, words].
  ///   - noise: ε, [n, topics].
  ///   - divergenceWeight: λ
  public func losses(
    _ input: SparseMatrix<Element>, noise: Matrix<Element>, divergenceWeight: Element = 1,
    _ p: TapedParameters<Element>
  ) -> Losses {
    let encoded = encoded(input, p)
    let code = code(
      mean: encoded.mean.columnsNormalized(), logVariance: encoded.logVariance.columnsNormalized())
    let shares = code.sample(noise: noise).softmaxOfRows()
    let topics = p["Wd"].addingRow(p["bd"]).softmaxOfRows()
    let reconstruction = shares.mixtureLosses(topics, counts: input)
    let divergence = code.divergences(from: configuration.prior)
    return Losses(
      reconstruction: reconstruction, divergence: divergence,
      total: (reconstruction + divergence * divergenceWeight).mean())
  }

  private func encoded(
    _ input: SparseMatrix<Element>, _ p: TapedParameters<Element>
  ) -> GaussianLayer<Element> {
    configuration.encoder.encode(input.withUnitRows(), p)
  }

  /// μ and s from columns that are normalized.
  private func code(
    mean: Variable<Element>, logVariance: Variable<Element>
  ) -> GaussianLayer<Element> {
    let (prior, share) = (configuration.prior, configuration.varianceBetweenDocuments)
    func row(_ values: [Double]) -> Variable<Element> {
      mean.tape.constant(Matrix(row: values.map { Element($0) }))
    }
    let deviations = prior.logVariance.map { (share * Double.exponential($0)).squareRoot() }
    let logVariances = prior.logVariance.map { $0 + Double.logarithm(1 - share) }
    return GaussianLayer(
      mean: mean.timesRow(row(deviations)).addingRow(row(prior.mean)),
      logVariance: (logVariance * 0.5).addingRow(row(logVariances)))
  }

  /// A distribution a row: μ and s, [n, topics] each.
  public typealias Codes = (mean: Matrix<Element>, logVariance: Matrix<Element>)

  /// h W_m and h W_s of documents, which are still to be normalized.
  public func encoded(_ input: SparseMatrix<Element>) -> Codes {
    let layer = encoded(input, TapedParameters(parameters, on: Tape()))
    return (layer.mean.value, layer.logVariance.value)
  }

  /// μ and s of documents.
  ///
  /// - Parameter normalized: h W_m and h W_s, normalized.
  public func codes(_ normalized: Codes) -> Codes {
    let tape = Tape<Element>()
    let layer = code(
      mean: tape.constant(normalized.mean), logVariance: tape.constant(normalized.logVariance))
    return (layer.mean.value, layer.logVariance.value)
  }

  /// W: how much a topic speaks for a word, [topics, words].
  public var weights: Matrix<Element> { parameters[6].value }
  /// b: how frequent a word is in all topics.
  public var bias: [Element] { parameters[7].value.elements }
}
