import Testing
import WordMineBase

@testable import WordMineNumerics

/// Configurations that cannot be used are errors that say what was found, and what would work.
@Suite struct InvalidValueTests {
  private typealias Call = @Sendable () throws -> Void

  private static func optimizer(
    _ group: ParameterGroup, _ change: (inout Optimizer<Float>.Configuration) -> Void = { _ in }
  ) throws -> Optimizer<Float> {
    var configuration = Optimizer<Float>.Configuration([group])
    change(&configuration)
    return try Optimizer(configuration)
  }

  private static let adamW = ParameterGroup(rule: AdamW(), learningRate: 0.1)

  private static func grouped(heads: Int = 2, groups: Int = 1, headWidth: Int = 2) throws {
    _ = try GroupedAttention(width: 4, heads: heads, groups: groups, headWidth: headWidth)
  }

  private static func latent(latentWidth: Int = 4, rotaryWidth: Int = 2) throws {
    _ = try LatentAttention(
      width: 4, heads: 2, headWidth: 2, valueWidth: 2, latentWidth: latentWidth,
      rotaryWidth: rotaryWidth)
  }

  private static func decoder(
    _ change: (inout DecoderLanguageModel<Float>.Configuration) -> Void
  ) throws {
    let attention = try GroupedAttention(width: 4, heads: 2, groups: 1, headWidth: 2)
    var configuration = DecoderLanguageModel<Float>.Configuration(
      vocabulary: 3, attention: .grouped(attention))
    (configuration.width, configuration.feedForward) = (4, 4)
    change(&configuration)
    _ = try DecoderLanguageModel<Float>(configuration, seed: 1)
  }

  private static func maximumEntropy(
    labels: [Int] = [0, 1], classes: Int = 2, values: [Double] = [1, 1],
    _ change: (inout MaximumEntropy.Configuration) -> Void = { _ in }
  ) throws {
    var configuration = MaximumEntropy.Configuration()
    change(&configuration)
    let features = SparseMatrix(Matrix(rows: 2, columns: 1, elements: values))
    _ = try MaximumEntropy(configuration).fit(features, labels: labels, classes: classes)
  }

  private static let encoder = GaussianEncoder(inputs: 3, hidden: 2, latent: 2)

  private static func bottleneck(_ texts: [[Int]], labels: [Int]) throws {
    let model = try TokenBottleneck<Double>(.init(vocabulary: 3, classes: 2), seed: 1)
    let p = TapedParameters(model.parameters, on: Tape())
    let noise = Matrix<Double>(rows: texts.joined().count, columns: 16)
    _ = try model.loss(texts, labels: labels, noise: noise, p)
  }

  private static let calls: [(message: String, call: Call)] = [
    ("learningRate is nan", { _ = try optimizer(.init(rule: Tiger(), learningRate: .nan)) }),
    ("learningRate is -1", { _ = try optimizer(.init(rule: Tiger(), learningRate: -1)) }),
    (
      "weightDecay is inf",
      { _ = try optimizer(.init(rule: Tiger(), learningRate: 1, weightDecay: .infinity)) }
    ),
    (
      "kind bias",
      { _ = try optimizer(.init([.kernel, .gain, .embedding], rule: Tiger(), learningRate: 1)) }
    ),
    ("window is 0", { _ = try optimizer(adamW) { $0.window = 0 } }),
    ("AccumulatingOptimizer", { _ = try optimizer(adamW) { $0.window = 2 } }),
    (
      "factor is nan",
      { _ = try optimizer(adamW) { $0.schedule = Schedule([.init(step: 1, factor: .nan)]) } }
    ),
    ("interval is 0", { _ = try AccumulatingOptimizer(optimizer(adamW), interval: 0) }),
    (
      "weight is 0",
      {
        var accumulating = try AccumulatingOptimizer(optimizer(adamW), interval: 1)
        var parameters: [Parameter<Float>] = []
        try accumulating.add([], weight: 0, to: &parameters)
      }
    ),
    ("dropout rate is nan", { _ = try Dropout(rate: .nan, seed: 1, step: 1) }),
    ("step is -1", { _ = try Dropout(rate: 0, seed: 1, step: -1) }),
    ("heads is 0", { try grouped(heads: 0) }),
    ("2 heads cannot share 3 groups", { try grouped(groups: 3) }),
    ("odd width of 3", { try grouped(headWidth: 3) }),
    ("latentWidth is 0", { try latent(latentWidth: 0) }),
    ("odd width of 1", { try latent(rotaryWidth: 1) }),
    ("rotaryWidth is -2", { try latent(rotaryWidth: -2) }),
    (
      "base is nan",
      {
        _ = try GroupedAttention(
          width: 2, heads: 1, groups: 1, headWidth: 2, rotary: Rotary(base: .nan))
      }
    ),
    ("vocabulary is 0", { try decoder { $0.vocabulary = 0 } }),
    ("layers is -1", { try decoder { $0.layers = -1 } }),
    ("attention of width 4", { try decoder { $0.width = 8 } }),
    ("1 labels for 2 samples", { try maximumEntropy(labels: [0]) }),
    ("class 2", { try maximumEntropy(labels: [0, 2]) }),
    ("classes is 0", { try maximumEntropy(classes: 0) }),
    ("l2 is nan", { try maximumEntropy { $0.l2 = .nan } }),
    ("l1 is -1", { try maximumEntropy { $0.l1 = -1 } }),
    ("maximumIterations is -1", { try maximumEntropy { $0.maximumIterations = -1 } }),
    ("penalties", { try maximumEntropy { ($0.solver, $0.l2) = (.improvedScaling, 1) } }),
    (
      "not negative",
      { try maximumEntropy(values: [1, -1]) { $0.solver = .generalizedScaling } }
    ),
    (
      "1 numbers of the intercept for 2 classes",
      { _ = try MaximumEntropyModel(weights: .identity(2), intercept: [0]) }
    ),
    (
      "2 expectations for 1 features",
      { _ = try GibbsDistribution(features: Matrix(rows: 2, columns: 1), expectations: [1, 2]) }
    ),
    ("1 means for 2 variances", { _ = try DiagonalGaussian(mean: [0], logVariance: [0, 0]) }),
    ("dimensions is 0", { _ = try DiagonalGaussian.standard(0) }),
    ("topics is 1", { _ = try DiagonalGaussian.dirichlet(topics: 1, concentration: 1) }),
    ("concentration is -1", { _ = try DiagonalGaussian.dirichlet([1, -1]) }),
    (
      "hidden is 0",
      {
        let encoder = GaussianEncoder(inputs: 1, hidden: 0, latent: 1)
        _ = try VariationalAutoencoder<Float>(
          .init(encoder: encoder, decoder: .bernoulli), seed: 1)
      }
    ),
    (
      "3 elements of the prior for 2",
      {
        var configuration = VariationalAutoencoder<Float>.Configuration(
          encoder: encoder, decoder: .multinomial)
        configuration.prior = try .standard(3)
        _ = try VariationalAutoencoder<Float>(configuration, seed: 1)
      }
    ),
    (
      "classes is 0",
      { _ = try InformationBottleneck<Float>(.init(encoder: encoder, classes: 0), seed: 1) }
    ),
    (
      "classes is -1",
      { _ = try TokenBottleneck<Float>(.init(vocabulary: 1, classes: -1), seed: 1) }
    ),
    ("tokens of a text is 0", { try bottleneck([[0], []], labels: [0, 1]) }),
    ("token 3", { try bottleneck([[3]], labels: [0]) }),
    ("class 2", { try bottleneck([[0]], labels: [2]) }),
    ("1 labels for 2 texts", { try bottleneck([[0], [1]], labels: [0]) }),
    (
      "varianceBetweenDocuments is 1",
      {
        var configuration = TopicAutoencoder<Float>.Configuration(
          words: 3, hidden: 2, prior: try .standard(2))
        configuration.varianceBetweenDocuments = 1
        _ = try TopicAutoencoder<Float>(configuration, seed: 1)
      }
    ),
    ("use fewer levels", { _ = try InvertibleFlow<Float>(.init(dimensions: 7), seed: 1) }),
    (
      "levels is 0",
      { _ = try InvertibleFlow<Float>(.init(dimensions: 4, levels: 0), seed: 1) }
    ),
    ("nan in row 1, column 0", { _ = try SymmetricEigen(Matrix<Double>([[1, 0], [.nan, 1]])) }),
    (
      "inf in row 0, column 1",
      { _ = try SingularValueDecomposition(Matrix<Float>([[1, .infinity]])) }
    ),
    (
      "rank is -1",
      {
        var configuration = RandomizedSVD.Configuration()
        configuration.rank = -1
        _ = try RandomizedSVD(configuration).decompose(SparseMatrix(Matrix<Float>.identity(2)))
      }
    ),
    ("dimensions is -1", { _ = try CovarianceAccumulator(dimensions: -1) }),
    (
      "dimensions is 0",
      { _ = try Whitening(CovarianceAccumulator(dimensions: 2), keeping: .dimensions(0)) }
    ),
    (
      "share of the variance is nan",
      { _ = try Whitening(CovarianceAccumulator(dimensions: 2), keeping: .variance(.nan)) }
    ),
    ("word 3", { _ = try TopicCoherence([[0, 3]], vocabulary: 3) }),
    ("words of a topic is 1", { _ = try TopicCoherence([[0]], vocabulary: 1).coherence([0]) }),
    ("word 1", { _ = try TopicCoherence([[0]], vocabulary: 1).npmi(0, 1) }),
  ]

  @Test(arguments: calls.indices)
  func isRefused(index: Int) {
    let (message, call) = Self.calls[index]
    let error = #expect(throws: InvalidValue.self) { try call() }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
