import WordMineBase

/// A classifier that may take only so much information from its input.
///
///     L = E[−log p(y | z)] + λ KL(N(μ(x), σ²(x)) ‖ N(0, 1))
///
/// The mean divergence is an upper bound of I(X; Z): it exceeds it by KL(p(z) ‖ N(0, 1)).
///
/// Reference: Alemi et al. 2017, *Deep Variational Information Bottleneck*.
public struct InformationBottleneck<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    public var encoder: GaussianEncoder
    public var classes: Int
    /// λ: nats of the loss that a nat of information costs.
    public var divergenceWeight = 0.1

    public init(encoder: GaussianEncoder, classes: Int) {
      self.encoder = encoder
      self.classes = classes
    }
  }

  public let configuration: Configuration
  /// Those of the encoder, then Wc and bc of the classifier.
  public var parameters: [Parameter<Element>]

  public init(_ configuration: Configuration, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let encoder = configuration.encoder
    self.configuration = configuration
    parameters =
      encoder.parameters(&generator) + [
        generator.kernel("Wc", rows: encoder.latent, columns: configuration.classes),
        .bias("bc", columns: configuration.classes),
      ]
  }

  /// The parts of the loss of a batch.
  public struct Losses {
    /// [n, classes]
    public let logits: Variable<Element>
    /// The mean cross-entropy in nats.
    public let crossEntropy: Variable<Element>
    /// Nats a sample: [n, 1].
    public let divergence: Variable<Element>
    /// Cross-entropy + λ · mean divergence.
    public let total: Variable<Element>
  }

  public func losses(
    _ input: SparseMatrix<Element>, labels: [Int], noise: Matrix<Element>,
    _ p: TapedParameters<Element>
  ) -> Losses {
    let code = configuration.encoder.encode(input, p)
    let logits = (code.sample(noise: noise) • p["Wc"]).addingRow(p["bc"])
    let divergence = code.divergences(from: .standard(configuration.encoder.latent))
    let crossEntropy = logits.softmaxCrossEntropy(targets: labels)
    return Losses(
      logits: logits, crossEntropy: crossEntropy, divergence: divergence,
      total: crossEntropy + divergence.mean() * Element(configuration.divergenceWeight))
  }
}
