import WordMineBase

/// The variational information bottleneck: a classifier that pays for the information that it takes
/// from its input.
///
///     L = E[−log p(y | z)] + λ KL(N(μ(x), σ²(x)) ‖ N(0, 1))
///
/// The mean divergence is an upper bound of I(X; Z): it exceeds it by KL(p(z) ‖ N(0, 1)).
///
/// Reference: Alemi et al. 2017, *Deep Variational Information Bottleneck*.
public struct InformationBottleneck<Element: Scalar>: Sendable {
  public struct Configuration: Sendable {
    /// From samples to codes.
    public var encoder: GaussianEncoder
    /// The number of classes.
    public var classes: Int
    /// λ, the price of a nat of information in nats of the loss.
    public var divergenceWeight = 0.1

    public init(encoder: GaussianEncoder, classes: Int) {
      self.encoder = encoder
      self.classes = classes
    }
  }

  public let configuration: Configuration
  /// The parameters of the encoder, then Wc and bc of the classifier.
  public var parameters: [Parameter<Element>]

  /// A model with random parameters.
  ///
  /// - Throws: `InvalidValue` if a size is below 1, or λ negative.
  public init(_ configuration: Configuration, seed: UInt64) throws(InvalidValue) {
    try configuration.encoder.check()
    try InvalidValue.check("classes", configuration.classes, atLeast: 1)
    try InvalidValue.checkNotNegative("divergenceWeight", configuration.divergenceWeight)
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
    /// In nats per sample: [n, 1].
    public let divergence: Variable<Element>
    /// Cross-entropy + λ · mean divergence.
    public let total: Variable<Element>
  }

  /// - Parameters:
  ///   - input: [n, inputs]
  ///   - labels: The class of each sample, from 0.
  ///   - noise: ε, [n, latent]
  /// - Throws: `InvalidValue` if there are not as many labels as samples, for an unknown class, and for
  ///   input or noise of other columns.
  public func losses(
    _ input: SparseMatrix<Element>, labels: [Int], noise: Matrix<Element>,
    _ p: TapedParameters<Element>
  ) throws(InvalidValue) -> Losses {
    try InvalidValue.checkEqual(labels.count, "labels", input.rows, "samples")
    try InvalidValue.check("class", labels, below: configuration.classes)
    let code = try configuration.encoder.encode(input, p)
    let logits = (try code.sample(noise: noise) • p["Wc"]).addingRow(p["bc"])
    let divergence = try code.divergences(
      from: DiagonalGaussian(standardOf: configuration.encoder.latent))
    let crossEntropy = try logits.softmaxCrossEntropy(targets: labels)
    return Losses(
      logits: logits, crossEntropy: crossEntropy, divergence: divergence,
      total: crossEntropy + divergence.mean() * Element(configuration.divergenceWeight))
  }
}
