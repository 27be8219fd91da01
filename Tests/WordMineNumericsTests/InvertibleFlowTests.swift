import Testing
import WordMineBase

@testable import WordMineNumerics

@Suite struct InvertibleFlowTests {
  typealias Flow = InvertibleFlow<Double>

  /// The three steps of `flow`: two affine ones, the second of them with a mixing, one additive.
  private func goldenFlow(_ golden: Golden) throws -> Flow {
    var configuration = Flow.Configuration(dimensions: 4, hidden: 5)
    configuration.levels = [
      [FlowStep(.reversal, .affine), FlowStep(.mixing, .affine), FlowStep(.reversal, .additive)]
    ]
    var flow = try Flow(configuration, seed: 1)
    for index in flow.parameters.indices {
      flow.parameters[index].value = golden["params"][name(flow.parameters[index])].matrix
    }
    for index in flow.constants.indices {
      let isSign = flow.constants[index].name.hasSuffix("sign")
      flow.constants[index].value = golden[isSign ? "sign" : "Pm"].matrix
    }
    return flow
  }

  /// `1.L` is L, `0.V1` is V1_0.
  private func name(_ parameter: Parameter<Double>) -> String {
    let parts = parameter.name.split(separator: ".").map(String.init)
    return ["L", "Uu", "logs"].contains(parts[1]) ? parts[1] : "\(parts[1])_\(parts[0])"
  }

  @Test func mapsAsTheGoldenValues() throws {
    let golden = try Golden("flow")
    let flow = try goldenFlow(golden)
    let p = TapedParameters(flow.parameters, on: Tape())
    let (z, logDeterminant) = try flow.forward(p.tape.constant(golden["X"].matrix), p)
    #expect(difference(z.value, golden["Z"].matrix) < 1e-10)
    #expect(difference(logDeterminant.value.elements, golden["logdet"].vector) < 1e-10)
    let loss = try flow.loss(golden["X"].matrix, p)
    #expect(abs(loss.scalar - golden["nll"].number) < 1e-10)
    let bits = try flow.bitsPerDimension(golden["X"].matrix)
    #expect(abs(bits - golden["bits_per_dim"].number) < 1e-10)
    let gradients = p.tape.gradients(of: loss, for: p.variables)
    for (parameter, gradient) in zip(flow.parameters, gradients) {
      let expected = golden["grad"][name(parameter)].matrix
      // Gradients here are as large as 10².
      #expect(difference(gradient, expected) < 1e-9, "\(parameter.name)")
    }
    #expect(try difference(flow.inverse(z.value), golden["X"].matrix) < 1e-10)
  }

  @Test func stepsMapAsTheGoldenValues() throws {
    let golden = try Golden("flow")
    let whole = try goldenFlow(golden)
    for entry in golden["per_step"].list {
      var configuration = whole.configuration
      configuration.levels[0].removeLast(2 - entry["step"].int)
      var flow = try Flow(configuration, seed: 1)
      flow.parameters = whole.parameters
      flow.constants = whole.constants
      let z = try flow.apply(golden["X"].matrix.rows(0..<1))
      #expect(difference(z, entry["out_row0"].matrix) < 1e-10)
    }
  }

  @Test func beginsFromTheData() throws {
    let golden = try Golden("flow")
    let x = golden["X"].matrix
    var flow = try goldenFlow(golden)
    try flow.initialize(from: x)
    let values = ParameterTable(flow.parameters)
    #expect(difference(values["0.ab"], golden["ddi_bias"].matrix) < 1e-12)
    #expect(difference(values["0.al"], golden["ddi_logscale"].matrix) < 1e-12)
    // The other steps are still those that couple nothing: all elements have mean 0, variance 1.
    var fresh = try Flow(.init(dimensions: 4, levels: 2, depth: 2), seed: 1)
    try fresh.initialize(from: x)
    let z = try fresh.apply(x)
    #expect(z.columnMeans.allSatisfy { abs($0) < 1e-12 })
    #expect((z * z).columnMeans.allSatisfy { abs($0 - 1) < 1e-5 })
  }

  /// A flow whose parameters are all random.
  private func random(_ configuration: Flow.Configuration) throws -> Flow {
    var flow = try Flow(configuration, seed: 2)
    var generator = SeededGenerator(seed: 3)
    for index in flow.parameters.indices {
      let value = flow.parameters[index].value
      flow.parameters[index].value =
        generator.normal(rows: value.rows, columns: value.columns) * 0.4
    }
    return flow
  }

  static let steps = [
    FlowStep(.reversal, .additive), FlowStep(.reversal, .affine), FlowStep(.mixing, .additive),
    FlowStep(.mixing, .affine),
  ]

  @Test(arguments: steps, [2, 3, 4, 6])
  func isInvertible(step: FlowStep, dimensions: Int) throws {
    let levels = dimensions < 4 ? 1 : 2
    let flow = try random(
      .init(dimensions: dimensions, levels: levels, depth: 2, step: step, hidden: 4))
    var generator = SeededGenerator(seed: 4)
    let x: Matrix<Double> = generator.normal(rows: 5, columns: dimensions)
    let z = try flow.apply(x)
    #expect(z.shape == x.shape)
    #expect(try difference(flow.inverse(z), x) < 1e-10)
  }

  @Test(arguments: steps, [2, 5, 6])
  func theLogDeterminantIsThatOfDifferences(step: FlowStep, dimensions: Int) throws {
    let levels = dimensions < 4 ? 1 : 2
    let flow = try random(
      .init(dimensions: dimensions, levels: levels, depth: 2, step: step, hidden: 4))
    var generator = SeededGenerator(seed: 5)
    let x: Matrix<Double> = generator.normal(rows: 1, columns: dimensions)
    var jacobian = Matrix<Double>(rows: dimensions, columns: dimensions)
    for index in 0..<dimensions {
      var (above, below) = (x, x)
      above[0, index] += 1e-6
      below[0, index] -= 1e-6
      let slope = try (flow.apply(above) - flow.apply(below)) * 5e5
      jacobian.setRows(from: index, to: slope)
    }
    let p = TapedParameters(flow.parameters, on: Tape())
    let found = try flow.forward(p.tape.constant(x), p).logDeterminant.scalar
    #expect(try abs(found - LUFactorization(jacobian).logDeterminant) < 1e-6)
  }

  /// A density over the plane, summed over a grid with steps of 0.2.
  @Test func theDensityIntegratesToOne() throws {
    let flow = try random(
      .init(dimensions: 2, levels: 1, depth: 2, step: FlowStep(.mixing, .affine), hidden: 4))
    let grid = (-60...60).flatMap { x in (-60...60).map { [Double(x) * 0.2, Double($0) * 0.2] } }
    let p = TapedParameters(flow.parameters, on: Tape())
    let (z, logDeterminant) = try flow.forward(p.tape.constant(Matrix(grid)), p)
    let total = zip(z.squared().rowSums().value.elements, logDeterminant.value.elements)
      .reduce(0) { $0 + Double.exp(-$1.0 / 2 + $1.1) / (2 * .pi) }
    #expect(abs(total * 0.04 - 1) < 0.01)
  }

  /// y = x² + noise: no linear map makes that normal.
  @Test func learnsWhatIsNotLinear() throws {
    var generator = SeededGenerator(seed: 6)
    let points = (0..<100).map { _ in
      let x = generator.normal()
      return [x, x * x + 0.1 * generator.normal()]
    }
    let x = Matrix<Double>(points)
    var flow = try Flow(
      .init(dimensions: 2, levels: 1, depth: 3, step: FlowStep(.reversal, .affine), hidden: 8),
      seed: 1)
    try flow.initialize(from: x)
    let before = try flow.bitsPerDimension(x)
    var optimizer = try Optimizer<Double>(
      .init([ParameterGroup(rule: AdamW(), learningRate: 0.02)]))
    for _ in 0..<80 {
      let p = TapedParameters(flow.parameters, on: Tape())
      let loss = try flow.loss(x, p)
      try optimizer.step(&flow.parameters, gradients: p.tape.gradients(of: loss, for: p.variables))
    }
    #expect(try flow.bitsPerDimension(x) < before - 0.5)
    #expect(try difference(flow.inverse(flow.apply(x)), x) < 1e-6)
  }
}
