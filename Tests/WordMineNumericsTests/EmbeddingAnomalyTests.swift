import Testing

@testable import WordMineNumerics

/// A row that is touched once, by rules that step by signs; and what cures it.
@Suite struct EmbeddingAnomalyTests {
  private func anomaly() throws -> Golden { try Golden("optim_embedding")["anomaly"] }

  /// The row after some steps, of which only the first one has a gradient.
  private func row(
    after steps: Int, _ group: ParameterGroup
  ) throws -> (value: [Double], optimizer: Optimizer<Double>) {
    let golden = try anomaly()
    var optimizer = try Optimizer<Double>(.init([group]))
    var parameters = [Parameter("row", .embedding, golden["theta0"].matrix)]
    for step in 0..<steps {
      let gradient = golden["g0"].matrix * (step == 0 ? 1 : 0)
      try optimizer.step(&parameters, gradients: [gradient])
    }
    return (parameters[0].value.elements, optimizer)
  }

  private func tiger(_ lazyRows: LazyRows) -> ParameterGroup {
    ParameterGroup(rule: Tiger(), learningRate: 0.01, weightDecay: 0.01, lazyRows: lazyRows)
  }

  @Test(arguments: [1, 10, 100, 1000, 5000, 20000])
  func walksToTheInverseOfTheDecay(steps: Int) throws {
    let golden = try anomaly()
    let value = try row(after: steps, tiger(.off)).value
    #expect(difference(value, golden["simulated"]["\(steps)"].vector) < 1e-10)
    #expect(difference(value, golden["closed_form"]["\(steps)"].vector) < 1e-10)
    if steps == 20000 { #expect(difference(value, golden["limit"].vector) < 15) }
  }

  @Test(arguments: [1, 100, 1000, 10000, 20000])
  func walksWithRelativeRatesToo(steps: Int) throws {
    let golden = try anomaly()["row_rms"]
    var group = tiger(.off)
    group.learningRate = golden["alpha"].number
    group.scaling = .byParameterScale()
    let value = try row(after: steps, group).value
    #expect(difference(value, golden["after"]["\(steps)"].vector) < 1e-10)
  }

  @Test(arguments: [LazyRows.decayingState, .frozenState])
  func lazyRowsStay(lazyRows: LazyRows) throws {
    let once = try row(after: 1, tiger(lazyRows)).value
    #expect(try row(after: 5000, tiger(lazyRows)).value == once)
  }

  /// The hybrid: AdamW for the tables. One gradient moves a row about six rates, ever.
  @Test func adamIsImmune() throws {
    let golden = try anomaly()
    let group = ParameterGroup(rule: AdamW(), learningRate: 0.01, lazyRows: .off)
    let value = try row(after: 20000, group).value
    #expect(difference(value, golden["adam_final_20000"].vector) < 1e-10)
  }

  @Test func aMonitorWarns() throws {
    let (value, optimizer) = try row(after: 10_000, tiger(.off))
    let warnings = optimizer.saturation(of: [Parameter("row", .embedding, Matrix(row: value))])
    #expect(warnings.map(\.limit) == [100])
    #expect(warnings.first?.description.contains("1/λ is 100") == true)
    let tame = Parameter("row", .embedding, Matrix<Double>(row: [49, 1]))
    #expect(optimizer.saturation(of: [tame]).isEmpty)
  }

  /// A model of the next token whose last token occurs in the first batch alone.
  ///
  /// - Returns: max|θ| of the row of that token in the table that is looked up.
  private func train(steps: Int, isTied: Bool) throws -> Double {
    var optimizer = try Optimizer<Double>(.init([tiger(.off)]))
    var parameters = [Parameter("input", .embedding, random(16, 2, seed: 1) * 0.1)]
    if !isTied { parameters.append(Parameter("output", .kernel, random(16, 2, seed: 2) * 0.1)) }
    for step in 0..<steps {
      let inputs = (0..<15).map { step == 0 && $0 == 14 ? 15 : $0 }
      let tape = Tape<Double>()
      let variables = parameters.map { tape.variable($0.value) }
      let hidden = variables[0].rows(at: inputs)
      // The halves change places, so that a tied table does not foretell each token by itself.
      let swapped = isTied ? hidden.columns(at: [1, 0]) : hidden
      let loss = try swapped.timesTransposed(variables[isTied ? 0 : 1])
        .softmaxCrossEntropy(targets: (0..<15).map { (3 * $0 + 1) % 15 })
      try optimizer.step(&parameters, gradients: tape.gradients(of: loss, for: variables))
    }
    return parameters[0].value.rows(15..<16).maximumMagnitude
  }

  /// The closed form after 1500 steps is 100 · (1 − 0.9999^1500) = 13.9.
  ///
  /// A tied row has a gradient at every step. It comes to rest where contexts lie on all sides of it,
  /// as here; where all lie on one side, the softmax drives it away as the anomaly does.
  @Test func tiedTablesDoNotWalk() throws {
    let untied = try train(steps: 1500, isTied: false)
    let tied = try train(steps: 1500, isTied: true)
    #expect(abs(untied - 13.9) < 0.4)
    #expect(tied < 3)
  }
}
