import WordMineBase

/// A variational autoencoder: a normal code for each sample, from which the sample is predicted.
///
///     L = E_{z ∼ N(μ(x), σ²(x))} [−log q(x | z)] + λ KL(N(μ(x), σ²(x)) ‖ prior)
///
/// With λ = 1 this is an upper bound of −log q(x).
///
/// References: Kingma and Welling 2014, *Auto-Encoding Variational Bayes*; Miao et al. 2016, *Neural
/// Variational Inference for Text Processing*, for the multinomial decoder.
public struct VariationalAutoencoder<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    /// From samples to codes.
    public var encoder: GaussianEncoder
    /// From codes to samples.
    public var decoder: Decoder
    /// `nil` for the standard normal distribution.
    public var prior: DiagonalGaussian?
    /// λ
    public var divergenceWeight = 1.0

    public init(encoder: GaussianEncoder, decoder: Decoder) {
      self.encoder = encoder
      self.decoder = decoder
    }
  }

  /// The distribution that predicts a sample from its code.
  public enum Decoder: Sendable {
    /// Each input is 0 or 1, independently: Σ log(1 + e^o) − x o.
    case bernoulli
    /// Counts of independent draws: −Σ x log softmax(o).
    case multinomial
  }

  public let configuration: Configuration
  /// The parameters of the encoder, then Wd and bd of the decoder.
  public var parameters: [Parameter<Element>]

  /// A model with random parameters.
  ///
  /// - Throws: `InvalidValue` if a size is below 1, if the prior has another size than the code, or if λ
  ///   is negative.
  public init(_ configuration: Configuration, seed: UInt64) throws(InvalidValue) {
    try configuration.encoder.check()
    try InvalidValue.checkNotNegative("divergenceWeight", configuration.divergenceWeight)
    if let prior = configuration.prior {
      try InvalidValue.checkEqual(
        prior.mean.count, "elements of the prior", configuration.encoder.latent,
        "elements of the code")
    }
    var generator = SeededGenerator(seed: seed)
    let encoder = configuration.encoder
    self.configuration = configuration
    parameters =
      encoder.parameters(&generator) + [
        generator.kernel("Wd", rows: encoder.latent, columns: encoder.inputs),
        .bias("bd", columns: encoder.inputs),
      ]
  }

  private var prior: DiagonalGaussian {
    configuration.prior ?? DiagonalGaussian(standardOf: configuration.encoder.latent)
  }

  /// The parts of the loss of a batch, in nats per sample: [n, 1].
  public struct Losses {
    /// N(μ(x), σ²(x)), one row per sample.
    public let code: GaussianLayer<Element>
    /// −log q(x | z)
    public let reconstruction: Variable<Element>
    /// KL(N(μ(x), σ²(x)) ‖ prior)
    public let divergence: Variable<Element>
    /// The mean of reconstruction + λ divergence.
    public let total: Variable<Element>
  }

  /// - Parameters:
  ///   - input: [n, inputs]
  ///   - noise: Standard normal numbers, [n, latent]; zeros for the means of the codes.
  /// - Throws: `InvalidValue` for input or noise of another shape, or input that is not finite.
  public func losses(
    _ input: SparseMatrix<Element>, noise: Matrix<Element>, _ p: TapedParameters<Element>
  ) throws(InvalidValue) -> Losses {
    let code = try configuration.encoder.encode(input, p)
    let output = (try code.sample(noise: noise) • p["Wd"]).addingRow(p["bd"])
    let targets = input.dense
    let reconstruction =
      switch configuration.decoder {
      case .bernoulli: try output.bernoulliLosses(targets: targets)
      case .multinomial: try output.multinomialLosses(counts: targets)
      }
    let divergence = try code.divergences(from: prior)
    return Losses(
      code: code, reconstruction: reconstruction, divergence: divergence,
      total: (reconstruction + divergence * Element(configuration.divergenceWeight)).mean())
  }

  /// The means of the codes: [n, latent].
  ///
  /// - Throws: `InvalidValue` for input of other columns, or that is not finite.
  public func codes(_ input: SparseMatrix<Element>) throws(InvalidValue) -> Matrix<Element> {
    let p = TapedParameters(parameters, on: Tape())
    return try configuration.encoder.encode(input, p).mean.value
  }

  /// The number of active units: elements of the code whose mean has a variance above `threshold`.
  ///
  /// Reference: Burda et al. 2016, *Importance Weighted Autoencoders*.
  public static func activeUnits(codes: Matrix<Element>, threshold: Element = 0.01) -> Int {
    let centred = codes.combiningRows(with: codes.columnMeans) { $0 - $1 }
    return (centred * centred).columnMeans.count { $0 > threshold }
  }
}
