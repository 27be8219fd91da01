import Testing
import WordMineBase

@testable import WordMineNumerics

@Suite struct LatentModelTests {
  private static func encoder(_ golden: Golden) -> GaussianEncoder {
    GaussianEncoder(
      inputs: golden["dims"]["V"].int, hidden: golden["dims"]["H"].int,
      latent: golden["dims"]["K"].int)
  }

  /// Puts the golden values into parameters.
  private static func fill(_ parameters: inout [Parameter<Double>], _ golden: Golden) {
    for index in parameters.indices {
      parameters[index].value = golden["params"][parameters[index].name].matrix
    }
  }

  private func expectGradients(
    _ loss: Variable<Double>, _ p: TapedParameters<Double>, _ parameters: [Parameter<Double>],
    _ golden: Golden
  ) {
    let gradients = loss.tape.gradients(of: loss, for: p.variables)
    for (parameter, gradient) in zip(parameters, gradients) {
      let expected = golden["grad"][parameter.name].matrix
      #expect(difference(gradient, expected) < 1e-9, "\(parameter.name)")
    }
  }

  @Test(arguments: ["bernoulli", "multinomial"])
  func autoencodes(name: String) throws {
    let golden = try Golden("vae_vib")
    let run = golden["runs"][name]
    let isBernoulli = name == "bernoulli"
    var model = try VariationalAutoencoder<Double>(
      .init(encoder: Self.encoder(golden), decoder: isBernoulli ? .bernoulli : .multinomial),
      seed: 1)
    Self.fill(&model.parameters, golden)
    let x = golden["x"].matrix.map { isBernoulli ? ($0 > 0 ? 1 : 0) : $0 }
    let p = TapedParameters(model.parameters, on: Tape())
    let losses = try model.losses(SparseMatrix(x), noise: golden["eps"].matrix, p)
    #expect(abs(losses.total.scalar - run["loss"].number) < 1e-10)
    #expect(
      difference(losses.reconstruction.value.elements, run["reconstruction"].vector) < 1e-10)
    #expect(difference(losses.divergence.value.elements, run["kl"].vector) < 1e-10)
    #expect(difference(losses.code.mean.value, run["mu"].matrix) < 1e-10)
    #expect(difference(losses.code.logVariance.value, run["log_var"].matrix) < 1e-10)
    let z = try losses.code.sample(noise: golden["eps"].matrix)
    #expect(difference(z.value, run["z"].matrix) < 1e-10)
    expectGradients(losses.total, p, model.parameters, run)
    #expect(try difference(model.codes(SparseMatrix(x)), run["mu"].matrix) < 1e-10)
  }

  @Test func classifiesThroughABottleneck() throws {
    let golden = try Golden("vae_vib")
    let run = golden["runs"]["vib"]
    var configuration = InformationBottleneck<Double>.Configuration(
      encoder: Self.encoder(golden), classes: golden["dims"]["C"].int)
    configuration.divergenceWeight = run["lambda_kl"].number
    var model = try InformationBottleneck(configuration, seed: 1)
    Self.fill(&model.parameters, golden)
    let p = TapedParameters(model.parameters, on: Tape())
    let losses = try model.losses(
      SparseMatrix(golden["x"].matrix), labels: golden["y"].ints, noise: golden["eps"].matrix, p)
    #expect(abs(losses.total.scalar - run["loss"].number) < 1e-10)
    #expect(difference(losses.divergence.value.elements, run["kl"].vector) < 1e-10)
    let entropies = CrossEntropy.losses(losses.logits.value, targets: golden["y"].ints)
    #expect(difference(entropies, run["reconstruction"].vector) < 1e-10)
    expectGradients(losses.total, p, model.parameters, run)
  }

  /// Without a price of information it is a plain classifier with noise.
  @Test func aFreeBottleneckIsAClassifierWithNoise() throws {
    let golden = try Golden("vae_vib")
    var configuration = InformationBottleneck<Double>.Configuration(
      encoder: Self.encoder(golden), classes: 3)
    configuration.divergenceWeight = 0
    let model = try InformationBottleneck(configuration, seed: 1)
    let p = TapedParameters(model.parameters, on: Tape())
    let losses = try model.losses(
      SparseMatrix(golden["x"].matrix), labels: golden["y"].ints, noise: golden["eps"].matrix, p)
    #expect(losses.total.scalar == losses.crossEntropy.scalar)
  }

  @Test func divergencesFromAnyPriorHaveTheRightGradients() throws {
    let prior = try DiagonalGaussian.dirichlet([0.5, 1, 2])
    let error = try GradientCheck.largestError([random(4, 3, seed: 1), random(4, 3, seed: 2)]) {
      _, values in
      let layer = GaussianLayer(mean: values[0], logVariance: values[1])
      return try layer.divergences(from: prior).squared().sum()
    }
    #expect(error < 1e-7)
    // Row by row it is the divergence of the distributions.
    let tape = Tape<Double>()
    let (mean, logVariance) = (random(4, 3, seed: 1), random(4, 3, seed: 2))
    let layer = GaussianLayer(mean: tape.constant(mean), logVariance: tape.constant(logVariance))
    for (row, value) in try layer.divergences(from: prior).value.elements.enumerated() {
      let gaussian = try DiagonalGaussian(
        mean: Array(mean.row(row)), logVariance: Array(logVariance.row(row)))
      #expect(try abs(value - gaussian.divergence(from: prior)) < 1e-14)
    }
  }

  /// With σ fixed the bottleneck is additive noise and a penalty of the squares of the means.
  @Test func aFixedDeviationIsNoiseAndSquares() throws {
    let golden = try Golden("vae_vib")
    func losses(_ scale: Double) throws -> (total: Double, entropy: Double, squares: Double) {
      var configuration = InformationBottleneck<Double>.Configuration(
        encoder: Self.encoder(golden), classes: 3)
      configuration.divergenceWeight = 0.3
      var model = try InformationBottleneck(configuration, seed: 1)
      for index in model.parameters.indices where model.parameters[index].name == "Ws" {
        model.parameters[index].value = model.parameters[index].value * 0
      }
      for index in model.parameters.indices where model.parameters[index].name == "Wm" {
        model.parameters[index].value = model.parameters[index].value * scale
      }
      let p = TapedParameters(model.parameters, on: Tape())
      let input = SparseMatrix(golden["x"].matrix)
      let losses = try model.losses(
        input, labels: golden["y"].ints, noise: golden["eps"].matrix, p)
      let code = try configuration.encoder.encode(input, p)
      let squares = (code.mean.value * code.mean.value).sum / Double(input.rows)
      return (losses.total.scalar, losses.crossEntropy.scalar, squares)
    }
    let (one, two) = try (losses(1), losses(2))
    let penalties = 0.3 / 2 * (two.squares - one.squares)
    #expect(abs((two.total - one.total) - (two.entropy - one.entropy + penalties)) < 1e-12)
  }

  /// A model whose evidence is known: z ∼ N(0, 1), x = a z + b + noise of deviation c.
  @Test func theBoundIsAboveTheEvidence() throws {
    let (a, b, c) = (0.8, -0.3, 0.5)
    let x = 1.1
    let evidence = try DiagonalGaussian(
      mean: [b], logVariance: [Double.log(a * a + c * c)]
    ).logDensity([x])
    /// Exact expectation of the loss over N(μ, σ²).
    func bound(_ mean: Double, _ variance: Double) throws -> Double {
      let distance = x - b - a * mean
      let fit =
        0.5
        * (Double.log(2 * .pi * c * c) + (distance * distance + a * a * variance) / (c * c))
      let code = try DiagonalGaussian(mean: [mean], logVariance: [Double.log(variance)])
      return try fit + code.divergence(from: .standard(1))
    }
    // The posterior is normal with variance 1 / (1 + a²/c²); there the bound is the evidence.
    let variance = 1 / (1 + a * a / (c * c))
    let mean = variance * a * (x - b) / (c * c)
    #expect(try abs(bound(mean, variance) + evidence) < 1e-13)
    for (shift, factor) in [(0.1, 1.0), (-0.5, 2), (0, 0.3), (1, 1.5)] {
      #expect(try bound(mean + shift, variance * factor) > -evidence + 1e-4)
    }
  }

  @Test func learnsTheTokensThatTell() throws {
    var configuration = TokenBottleneck<Double>.Configuration(vocabulary: 6, classes: 2)
    configuration.latent = 3
    configuration.divergenceWeight = 0.1
    var model = try TokenBottleneck(configuration, seed: 1)
    var settings = Optimizer<Double>.Configuration([
      ParameterGroup(rule: AdamW(), learningRate: 0.03)
    ])
    // The rate falls, so that what is learned comes to rest.
    settings.schedule = Schedule([.init(step: 0, factor: 1), .init(step: 400, factor: 0.05)])
    var optimizer = try Optimizer(settings)
    var generator = SeededGenerator(seed: 5)
    // Tokens 0 and 1 tell the class, all others say nothing.
    func batch() throws -> ([[Int]], [Int]) {
      let labels = (0..<16).map { _ in Int(generator.next() % 2) }
      return (labels.map { [$0] + (0..<3).map { _ in 2 + Int(generator.next() % 4) } }, labels)
    }
    for _ in 0..<400 {
      let (texts, labels) = try batch()
      let p = TapedParameters(model.parameters, on: Tape())
      let noise: Matrix<Double> = generator.normal(rows: 64, columns: 3)
      let loss = try model.loss(texts, labels: labels, noise: noise, p)
      try optimizer.step(
        &model.parameters, gradients: loss.tape.gradients(of: loss, for: p.variables))
    }
    let (told, untold) = (model.bits[..<2].min()!, model.bits[2...].max()!)
    #expect(told > 1)
    #expect(untold < 0.5 && told > 2 * untold)
    let (texts, labels) = try batch()
    let probabilities = try model.probabilities(texts)
    for (row, label) in labels.enumerated() { #expect(probabilities[row, label] > 0.6) }
  }

  @Test func theTokenLossHasTheRightGradients() throws {
    var configuration = TokenBottleneck<Double>.Configuration(vocabulary: 4, classes: 2)
    configuration.latent = 2
    let model = try TokenBottleneck<Double>(configuration, seed: 2)
    let noise = random(5, 2, seed: 3)
    let error = try GradientCheck.largestError(model.parameters.map(\.value)) { _, values in
      let taped = TapedParameters(model.parameters, variables: values, on: values[0].tape)
      return try model.loss([[0, 1, 0], [3, 2]], labels: [1, 0], noise: noise, taped)
    }
    #expect(error < 1e-7)
  }

  @Test func countsTheUnitsInUse() {
    let codes = Matrix<Double>([[1, 0, 0.01], [-1, 0, 0], [2, 0, 0]])
    #expect(VariationalAutoencoder<Double>.activeUnits(codes: codes) == 1)
  }
}
