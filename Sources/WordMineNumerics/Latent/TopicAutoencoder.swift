/// Topics of documents: a variational autoencoder whose code is the shares of topics.
///
///     h = softplus(x W₁ + b₁),  μ = N(h W_m),  s = N(h W_s)
///     θ = softmax(μ + e^(s/2) ε),  log q(x | θ) = Σ x log softmax(N(θ W_d) + b_d)
///     L = E[−log q(x | θ)] + λ KL(N(μ, e^s) ‖ prior)
///
/// N takes the mean of the batch off each column and divides by its deviation. Without it most topics
/// die: their codes become the prior, whatever the document.
///
/// Reference: Srivastava and Sutton 2017, *Autoencoding Variational Inference for Topic Models*.
public struct TopicAutoencoder<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    /// Its latent elements are the topics.
    public var encoder: GaussianEncoder
    public var prior: DiagonalGaussian

    public init(words: Int, hidden: Int, prior: DiagonalGaussian) {
      encoder = GaussianEncoder(
        inputs: words, hidden: hidden, latent: prior.mean.count, activation: .softplus)
      self.prior = prior
    }
  }

  public let configuration: Configuration
  /// Those of the encoder, then Wd and bd of the decoder.
  public var parameters: [Parameter<Element>]

  public init(_ configuration: Configuration, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let encoder = configuration.encoder
    self.configuration = configuration
    parameters =
      encoder.parameters(&generator) + [
        generator.kernel("Wd", rows: encoder.latent, columns: encoder.inputs),
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
  ///   - dropout: What is left out of the shares of topics.
  public func losses(
    _ input: SparseMatrix<Element>, noise: Matrix<Element>, divergenceWeight: Element = 1,
    dropout: Dropout? = nil, _ p: TapedParameters<Element>
  ) -> Losses {
    let code = configuration.encoder.encode(input, p)
    let normalized = GaussianLayer(
      mean: code.mean.columnsNormalized(), logVariance: code.logVariance.columnsNormalized())
    let shares = normalized.sample(noise: noise).softmaxOfRows().leavingOut(dropout, 0)
    let logits = (shares • p["Wd"]).columnsNormalized().addingRow(p["bd"])
    let reconstruction = logits.multinomialLosses(counts: input.dense)
    let divergence = normalized.divergences(from: configuration.prior)
    return Losses(
      reconstruction: reconstruction, divergence: divergence,
      total: (reconstruction + divergence * divergenceWeight).mean())
  }

  /// μ and s of documents before they are normalized: [n, topics] each.
  public func codes(_ input: SparseMatrix<Element>) -> (
    mean: Matrix<Element>, logVariance: Matrix<Element>
  ) {
    let code = configuration.encoder.encode(input, TapedParameters(parameters, on: Tape()))
    return (code.mean.value, code.logVariance.value)
  }

  /// W_d: how much a topic speaks for a word, [topics, words].
  public var weights: Matrix<Element> { parameters[6].value }
  /// b_d: how frequent a word is in all topics.
  public var bias: [Element] { parameters[7].value.elements }
}
