import Testing

@testable import WordMineNumerics

@Suite struct OptimizerPropertyTests {
  private static let rules: [any UpdateRule] = [SGD(), Momentum(), AdamW(), Lion(), Tiger()]

  /// Three parameters of different kinds, and gradients for some steps.
  private let parameters: [Parameter<Double>] = [
    Parameter("kernel", .kernel, random(3, 2, seed: 1)),
    Parameter("bias", .bias, random(1, 2, seed: 2)),
    Parameter("table", .embedding, random(4, 2, seed: 3)),
  ]

  private func gradients(_ step: Int) -> [Matrix<Double>] {
    [
      random(3, 2, seed: UInt64(100 + step)), random(1, 2, seed: UInt64(200 + step)),
      random(4, 2, seed: UInt64(300 + step)),
    ]
  }

  private func trained(
    _ rule: any UpdateRule, steps: Int = 12, decay: Double = 0.01,
    _ change: (Matrix<Double>) -> Matrix<Double> = { $0 }
  ) throws -> [Parameter<Double>] {
    var parameters = parameters
    var optimizer = try Optimizer<Double>(
      .init([ParameterGroup(rule: rule, learningRate: 0.01, weightDecay: decay)]))
    for step in 0..<steps {
      try optimizer.step(&parameters, gradients: gradients(step).map(change))
    }
    return parameters
  }

  @Test func lionWithOneDecayIsTiger() throws {
    #expect(try trained(Lion(signDecay: 0.9, meanDecay: 0.9)) == trained(Tiger(decay: 0.9)))
  }

  @Test(arguments: [0.125, 64])
  func signsDoNotSeeTheScaleOfGradients(scale: Double) throws {
    #expect(try trained(Lion()) { $0 * scale } == trained(Lion()))
    #expect(try trained(Tiger()) { $0 * scale } == trained(Tiger()))
    #expect(try trained(SGD()) { $0 * scale } != trained(SGD()))
    // Adam sees it only through ε.
    let small = try trained(AdamW(epsilon: 1e-14)) { $0 * scale }
    for (a, b) in try zip(small, trained(AdamW(epsilon: 1e-14))) {
      #expect(difference(a.value, b.value) < 1e-10)
    }
  }

  @Test(arguments: [Tiger() as any UpdateRule, Lion()])
  func stepsBySignsAreBounded(rule: any UpdateRule) throws {
    let moved = try trained(rule, steps: 1, decay: 0.5)
    for (old, new) in zip(parameters, moved) {
      for (a, b) in zip(old.value.elements, new.value.elements) {
        #expect(abs(b - a) <= 0.01 * (1 + 0.5 * abs(a)) + 1e-15)
      }
    }
    for (old, new) in try zip(parameters, trained(rule, steps: 1, decay: 0)) {
      let steps = (new.value - old.value).elements.map { abs($0) }
      #expect(steps.allSatisfy { abs($0 - 0.01) < 1e-15 || $0 == 0 })
    }
  }

  @Test(arguments: [2, 3])
  func aWindowInTheMomentumIsTheMeanGradient(window: Int) throws {
    for rule in [Tiger() as any UpdateRule, Momentum()] {
      var (inMomentum, fullBatch) = (parameters, parameters)
      let group = ParameterGroup(rule: rule, learningRate: 0.01, weightDecay: 0.01)
      var configuration = Optimizer<Double>.Configuration([group])
      var full = try Optimizer<Double>(configuration)
      configuration.window = window
      var windowed = try Optimizer<Double>(configuration)
      for update in 0..<4 {
        let batches = (0..<window).map { gradients(update * window + $0) }
        for batch in batches {
          try windowed.step(&inMomentum, gradients: batch)
        }
        let mean = parameters.indices.map { index in
          batches.dropFirst().reduce(batches[0][index]) { $0 + $1[index] } * (1 / Double(window))
        }
        try full.step(&fullBatch, gradients: mean)
      }
      for (a, b) in zip(inMomentum, fullBatch) { #expect(difference(a.value, b.value) < 1e-14) }
    }
  }

  /// Rows of a lazy table count as touched when any micro-batch of a window touches them.
  @Test(arguments: [LazyRows.decayingState, .frozenState])
  func aRowIsTouchedAnywhereInAWindow(lazyRows: LazyRows) throws {
    let group = ParameterGroup(
      rule: Tiger(), learningRate: 0.01, weightDecay: 0.01, lazyRows: lazyRows)
    var configuration = Optimizer<Double>.Configuration([group])
    configuration.window = 3
    var windowed = try Optimizer<Double>(configuration)
    configuration.window = 1
    var full = try Optimizer<Double>(configuration)
    let table = [parameters[2]]
    var (inMomentum, fullBatch) = (table, table)
    // Row `micro` is touched by each micro-batch, row 3 by none.
    for update in 0..<3 {
      var mean = Matrix<Double>(rows: 4, columns: 2)
      for micro in 0..<3 {
        var gradient = Matrix<Double>(rows: 4, columns: 2)
        gradient[micro, 0] = Double(update + micro) - 1.5
        gradient[micro, 1] = 1
        try windowed.step(&inMomentum, gradients: [gradient])
        mean += gradient * (1.0 / 3)
      }
      try full.step(&fullBatch, gradients: [mean])
    }
    #expect(difference(inMomentum[0].value, fullBatch[0].value) < 1e-14)
    #expect(inMomentum[0].value.row(3) == table[0].value.row(3))
    #expect(inMomentum[0].value.row(0) != table[0].value.row(0))
  }

  @Test func kindsHaveTheirRates() throws {
    let group = ParameterGroup(
      rule: Tiger(), learningRate: 0.1, weightDecay: 0.01, scaling: .byParameterScale(floor: 0.5))
    #expect(group.rate(.bias, rootMeanSquare: 3) == (0.05, 0))
    #expect(group.rate(.kernel, rootMeanSquare: 2) == (0.2, 0.01))
    // A kernel of zeros moves, by the floor.
    #expect(group.rate(.kernel, rootMeanSquare: 0) == (0.05, 0.01))
    let hybrid = try Optimizer<Double>(
      .init([
        ParameterGroup([.embedding], rule: AdamW(), learningRate: 0.1),
        ParameterGroup(rule: Tiger(), learningRate: 0.1),
      ]))
    #expect(hybrid.group(of: .embedding).rule is AdamW)
    #expect(hybrid.group(of: .kernel).rule is Tiger)
  }

  @Test func aRefusedGradientLeavesAllAsItWas() throws {
    var parameters = parameters
    var optimizer = try Optimizer<Double>(.init([ParameterGroup(rule: AdamW(), learningRate: 0.1)]))
    var bad = gradients(0)
    bad[1].elements[0] = .infinity
    let refused = try optimizer.step(&parameters, gradients: bad)
    #expect(refused == ["bias"])
    #expect(parameters[1] == self.parameters[1])
    #expect(parameters[0] != self.parameters[0])
    #expect(optimizer.updates == [1, 0, 1])
  }

  @Test func everyRuleLowersAQuadratic() throws {
    for rule in Self.rules {
      var parameters = parameters
      let isPlain = rule is SGD || rule is Momentum
      var settings = Optimizer<Double>.Configuration([
        ParameterGroup(rule: rule, learningRate: isPlain ? 0.2 : 0.05)
      ])
      // Steps by signs come to rest only as the rate falls.
      settings.schedule = Schedule([.init(step: 0, factor: 1), .init(step: 350, factor: 0.01)])
      var optimizer = try Optimizer(settings)
      for _ in 0..<400 {
        let gradients = parameters.map { $0.value.map { $0 - 1 } }
        try optimizer.step(&parameters, gradients: gradients)
      }
      let farthest = parameters.map { $0.value.map { $0 - 1 }.maximumMagnitude }.max()!
      #expect(farthest < 0.1, "\(rule)")
    }
  }

  /// The rows that a batch touches, without the others: the same as a table of frozen rows.
  @Test(arguments: ["adamw", "tiger", "lion"])
  func touchedRowsAreThoseOfAFrozenTable(name: String) throws {
    let rules: [String: any UpdateRule] = ["adamw": AdamW(), "tiger": Tiger(), "lion": Lion()]
    let rule = try #require(rules[name])
    let group = ParameterGroup(
      rule: rule, learningRate: 0.1, weightDecay: 0.01, scaling: .byParameterScale(floor: 0.1),
      lazyRows: .frozenState)
    var (whole, part) = (
      try Optimizer<Double>(.init([group])), try Optimizer<Double>(.init([group]))
    )
    var table = [Parameter<Double>("table", .embedding, random(5, 3, seed: 1))]
    var same = table
    for (step, rows) in [[0, 3], [3], [4, 1, 3], [0]].enumerated() {
      let gradient = random(rows.count, 3, seed: UInt64(step) + 2)
      var full = Matrix<Double>(rows: 5, columns: 3)
      for (place, row) in rows.enumerated() {
        full.setRows(from: row, to: gradient.rows(place..<place + 1))
      }
      try whole.step(&table, gradients: [full])
      try part.step(&same, gradients: [gradient], touched: rows)
    }
    #expect(table == same)
    #expect(whole.state == part.state)
    #expect(table[0].value.row(2) == random(5, 3, seed: 1).row(2))
  }

  @Test func saysWhereATrainingDiverged() throws {
    var optimizer = try Optimizer<Float>(
      .init([ParameterGroup(rule: SGD(), learningRate: 1e30)]))
    var parameters = [Parameter<Float>("w", .kernel, Matrix(row: [1]))]
    let error = #expect(throws: TrainingDiverged.self) {
      for _ in 0..<10 {
        let tape = Tape<Float>()
        let w = tape.variable(parameters[0].value)
        try optimizer.descend(w.squared().sum(), for: [w], &parameters)
      }
    }
    #expect(error?.step == 2)
    #expect(error?.reason == "the loss is inf")
    #expect(error?.learningRate == 1e30)
  }
}
