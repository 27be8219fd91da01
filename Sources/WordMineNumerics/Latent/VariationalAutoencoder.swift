import WordMineBase

/// A code of normal numbers for each sample, from which the sample can be foretold.
///
///     L = E_{z ∼ N(μ(x), σ²(x))} [−log q(x | z)] + λ KL(N(μ(x), σ²(x)) ‖ prior)
///
/// With λ = 1 this is an upper bound of −log q(x).
///
/// References: Kingma and Welling 2014, *Auto-Encoding Variational Bayes*; Miao et al. 2016, *Neural
/// Variational Inference for Text Processing*, for the multinomial decoder.
public struct VariationalAutoencoder<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    public var encoder: GaussianEncoder
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

  /// What the numbers of a sample are taken for.
  public enum Decoder: String, Sendable, Codable {
    /// Each is 0 or 1, by itself: Σ log(1 + e^o) − x o.
    case bernoulli
    /// Counts, of one draw after the other: −Σ x log softmax(o).
    case multinomial
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

  private var prior: DiagonalGaussian {
    configuration.prior ?? .standard(configuration.encoder.latent)
  }

  /// The parts of the loss of a batch, in nats a sample: [n, 1].
  public struct Losses {
    public let code: GaussianLayer<Element>
    public let reconstruction: Variable<Element>
    public let divergence: Variable<Element>
    /// The mean of reconstruction + λ divergence.
    public let total: Variable<Element>
  }

  /// - Parameters:
  ///   - input: [n, inputs]
  ///   - noise: Standard normal numbers, [n, latent]; zeros when nothing is to be learnt.
  public func losses(
    _ input: SparseMatrix<Element>, noise: Matrix<Element>, _ p: TapedParameters<Element>
  ) -> Losses {
    let code = configuration.encoder.encode(input, p)
    let output = (code.sample(noise: noise) • p["Wd"]).addingRow(p["bd"])
    let targets = input.dense
    let reconstruction =
      switch configuration.decoder {
      case .bernoulli: output.bernoulliLosses(targets: targets)
      case .multinomial: output.multinomialLosses(counts: targets)
      }
    let divergence = code.divergences(from: prior)
    return Losses(
      code: code, reconstruction: reconstruction, divergence: divergence,
      total: (reconstruction + divergence * Element(configuration.divergenceWeight)).mean())
  }

  /// The means of the codes: [n, latent].
  public func codes(_ input: SparseMatrix<Element>) -> Matrix<Element> {
    let p = TapedParameters(parameters, on: Tape())
    return configuration.encoder.encode(input, p).mean.value
  }

  /// How many elements of the code are in use: those whose mean varies by more than `threshold`.
  ///
  /// Reference: Burda et al. 2016, *Importance Weighted Autoencoders*.
  public static func activeUnits(codes: Matrix<Element>, threshold: Element = 0.01) -> Int {
    let centred = codes.combiningRows(with: codes.columnMeans) { $0 - $1 }
    return (centred * centred).columnMeans.count { $0 > threshold }
  }
}
