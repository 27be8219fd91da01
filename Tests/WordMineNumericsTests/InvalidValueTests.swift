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
    let features = SparseMatrix(try Matrix(rows: 2, columns: 1, elements: values))
    _ = try MaximumEntropy(configuration).fit(features, labels: labels, classes: classes)
  }

  private static let encoder = GaussianEncoder(inputs: 3, hidden: 2, latent: 2)

  private static func bottleneck(_ texts: [[Int]], labels: [Int]) throws {
    let model = try TokenBottleneck<Double>(.init(vocabulary: 3, classes: 2), seed: 1)
    let p = TapedParameters(model.parameters, on: Tape())
    let noise = Matrix<Double>(rows: texts.joined().count, columns: 16)
    _ = try model.loss(texts, labels: labels, noise: noise, p)
  }

  private static func sparse(starts: [Int], columns: [Int32], rows: Int? = nil) throws {
    _ = try SparseMatrix<Double>(
      rows: rows ?? starts.count - 1, columns: 2, starts: starts, columnIndices: columns,
      values: columns.map { _ in 1 })
  }

  private static func crossEntropy(targets: [Int], weights: [Double]? = nil) throws {
    _ = try Tape<Double>().constant(.identity(2))
      .softmaxCrossEntropy(targets: targets, weights: weights)
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
    ("column 1 in row 0", { try sparse(starts: [0, 2, 2], columns: [1, 1]) }),
    ("column 0 in row 1", { try sparse(starts: [0, 1, 3], columns: [0, 1, 0]) }),
    ("column 2 in row 0 of 2", { try sparse(starts: [0, 1, 1], columns: [2]) }),
    ("column -1 in row 0", { try sparse(starts: [0, 1, 1], columns: [-1]) }),
    ("row 0 has the elements from 0 to 40 of 1", { try sparse(starts: [0, 40, 1], columns: [0]) }),
    ("row 1 has the elements from 2 to 1", { try sparse(starts: [0, 2, 1, 2], columns: [0, 1]) }),
    ("starts from 1 to 1", { try sparse(starts: [1, 1, 1], columns: [0]) }),
    ("-1 starts but the last for 2 rows", { try sparse(starts: [], columns: [], rows: 2) }),
    (
      "1 columns for 2 values",
      {
        _ = try SparseMatrix<Double>(
          rows: 1, columns: 2, starts: [0, 2], columnIndices: [0], values: [1, 2])
      }
    ),
    (
      "an entry in row 0, column 2",
      {
        _ = try SparseMatrix<Double>(
          rows: 1, columns: 2, entries: [.init(row: 0, column: 2, value: 1)])
      }
    ),
    (
      "row 1 has 1 elements, and row 0 has 2",
      { _ = try Matrix<Double>(rows: [[1, 2], [3], [4, 5, 6]]) }
    ),
    ("3 elements for 2 × 2", { _ = try Matrix<Double>(rows: 2, columns: 2, elements: [1, 2, 3]) }),
    (
      "for 4611686018427387904 × 4",
      { _ = try Matrix<Double>(rows: 1 << 62, columns: 4, elements: []) }
    ),
    ("target 2 is out of range", { try crossEntropy(targets: [2, 0]) }),
    ("target -1 is out of range", { try crossEntropy(targets: [0, -1]) }),
    ("1 targets for 2 rows", { try crossEntropy(targets: [0]) }),
    ("1 weights for 2 rows", { try crossEntropy(targets: [0, 0], weights: [1]) }),
    ("weight is nan", { try crossEntropy(targets: [0, 0], weights: [.nan, 1]) }),
    ("sum of the weights is 0.0", { try crossEntropy(targets: [0, 0], weights: [0, 0]) }),
    (
      "counts of 1 × 2; it must be 2 × 2",
      {
        _ = try Tape<Double>().constant(.identity(2)).multinomialLosses(
          counts: Matrix(row: [1, 1]))
      }
    ),
    (
      "1 outcomes for 2",
      { _ = try Information.divergence([1], from: [0.5, 0.5]) }
    ),
    ("2 × 1 is not square", { _ = try SymmetricEigen(Matrix<Double>([[1], [2]])) }),
    ("1 × 2 is not square", { _ = try LUFactorization(Matrix<Double>([[1, 2]])) }),
    ("fewer rows than columns", { _ = try QRFactorization(Matrix<Double>([[1, 2]])) }),
    ("nan in row 0, column 0", { _ = try QRFactorization(Matrix<Double>([[.nan]])) }),
    ("nan in row 0, column 0", { _ = try CholeskyFactorization(Matrix<Double>([[.nan]])) }),
    ("inf in row 0, column 0", { _ = try LUFactorization(Matrix<Double>([[.infinity]])) }),
    (
      "nan in row 0, column 0",
      { _ = try RandomizedSVD().decompose(SparseMatrix(Matrix<Float>([[.nan, 1], [0, 1]]))) }
    ),
    ("nan in row 1, column 0", { try maximumEntropy(values: [1, .nan]) }),
    ("scale the features", { try maximumEntropy(values: [1e300, -1e300]) }),
    (
      "value at the start is nan",
      { _ = try LBFGS().minimize(from: [0]) { _ in (.nan, [1]) } }
    ),
    (
      "element 1 of the gradient at the start is nan",
      { _ = try LBFGS().minimize(from: [0, 0]) { _ in (1, [1, .nan]) } }
    ),
    ("inf in row 0, column 0", { _ = try DiagonalGaussian(mean: [.infinity], logVariance: [0]) }),
    (
      "infinite variance",
      { _ = try DiagonalGaussian.dirichlet(topics: 3, concentration: .leastNonzeroMagnitude) }
    ),
    (
      "float32 cannot hold the variance",
      {
        let prior = try DiagonalGaussian.dirichlet(topics: 3, concentration: 1e-300)
        _ = try TopicAutoencoder<Float>(.init(words: 2, hidden: 2, prior: prior), seed: 1)
      }
    ),
    (
      "group 2 has no parameters: groups before it have all of its kinds",
      {
        _ = try Optimizer<Float>(
          .init([adamW, ParameterGroup([.embedding], rule: Tiger(), learningRate: 1)]))
      }
    ),
    ("meanDecay is 1.0", { _ = try optimizer(.init(rule: AdamW(meanDecay: 1), learningRate: 1)) }),
    (
      "5 rows are not 2 sequences",
      {
        let layer = try GroupedAttention(width: 4, heads: 2, groups: 1, headWidth: 2)
        var generator = SeededGenerator(seed: 1)
        let p = TapedParameters<Double>(layer.parameters("", &generator), on: Tape())
        _ = try layer.forward(
          p.tape.constant(Matrix(rows: 5, columns: 4)), p, prefix: "", sequences: 2)
      }
    ),
    (
      "a gradient of w of 1 × 1",
      {
        var optimizer = try Self.optimizer(adamW)
        var parameters = [Parameter<Float>("w", .kernel, Matrix(rows: 2, columns: 2))]
        try optimizer.step(&parameters, gradients: [Matrix(row: [1])])
      }
    ),
    (
      "row 2 is out of range",
      {
        var optimizer = try Self.optimizer(adamW)
        var parameters = [Parameter<Float>("w", .embedding, Matrix(rows: 2, columns: 1))]
        try optimizer.step(&parameters, gradients: [Matrix(row: [1])], touched: [2])
      }
    ),
    (
      "rows of 3 columns",
      {
        var statistics = try CovarianceAccumulator(dimensions: 2)
        try statistics.add(Matrix(rows: 1, columns: 3))
      }
    ),
    (
      "outcomes is 0",
      { _ = try GibbsDistribution(features: Matrix(rows: 0, columns: 0), expectations: []) }
    ),
  ]

  @Test(arguments: calls.indices)
  func isRefused(index: Int) {
    let (message, call) = Self.calls[index]
    let error = #expect(throws: InvalidValue.self) { try call() }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
