import Testing

@testable import WordMineNumerics

/// The trajectories of `optim_quadratic`, `optim_embedding` and `accumulate`.
@Suite struct OptimizerGoldenTests {
  /// The group of a golden run, for all kinds.
  static func group(_ name: String, _ hyper: Golden) -> ParameterGroup {
    let rule: any UpdateRule =
      switch name.split(separator: "_")[0] {
      case "sgd": SGD()
      case "sgdm": Momentum(decay: hyper["beta"].number)
      case "adamw":
        AdamW(
          meanDecay: hyper["beta1"].number, squareDecay: hyper["beta2"].number,
          epsilon: hyper["eps"].number)
      case "lion":
        Lion(signDecay: hyper["beta1"].number, meanDecay: hyper["beta2"].number)
      default: Tiger(decay: hyper["beta"].number)
      }
    return ParameterGroup(
      rule: rule, learningRate: hyper["lr"].number,
      weightDecay: hyper.has("weight_decay") ? hyper["weight_decay"].number : 0,
      scaling: name.hasPrefix("tiger_full") ? .byParameterScale() : .uniform, lazyRows: .off)
  }

  /// The quadratic of `optim_quadratic`: ½ Σ a (p − c)².
  struct Quadratic {
    let golden: Golden
    let names = ["kernel", "bias", "gamma", "table"]

    func tensors(_ key: String) -> [Matrix<Double>] { names.map { golden[key][$0].matrix } }

    var parameters: [Parameter<Double>] {
      let kinds: [ParameterKind] = [.kernel, .bias, .gain, .embedding]
      return zip(zip(names, kinds), tensors("p0")).map { Parameter($0.0, $0.1, $1) }
    }

    func gradients(_ parameters: [Parameter<Double>]) -> [Matrix<Double>] {
      zip(parameters, zip(tensors("a"), tensors("c"))).map { $1.0 * ($0.value - $1.1) }
    }

    func loss(_ parameters: [Parameter<Double>]) -> Double {
      zip(parameters, zip(tensors("a"), tensors("c"))).reduce(0) { sum, pair in
        let distance = pair.0.value - pair.1.1
        return sum + 0.5 * (pair.1.0 * distance * distance).sum
      }
    }
  }

  @Test(arguments: ["sgd", "sgdm_ema", "adamw", "lion", "tiger_basic", "tiger_full"])
  func followsTheQuadratic(name: String) throws {
    let quadratic = Quadratic(golden: try Golden("optim_quadratic"))
    let run = quadratic.golden["runs"][name]
    var optimizer = try Optimizer<Double>(.init([Self.group(name, run["hyper"])]))
    var parameters = quadratic.parameters
    for step in 1...20 {
      try optimizer.step(&parameters, gradients: quadratic.gradients(parameters))
      #expect(abs(quadratic.loss(parameters) - run["loss_0_to_20"].vector[step]) < 1e-12)
      guard run["params_after_step"].has("\(step)") else { continue }
      for parameter in parameters {
        let expected = run["params_after_step"]["\(step)"][parameter.name].matrix
        #expect(difference(parameter.value, expected) < 1e-12, "\(parameter.name) after \(step)")
      }
    }
  }

  @Test(arguments: [Double.nan, .infinity])
  func guardsAgainstGradientsThatAreNotFinite(value: Double) throws {
    let quadratic = Quadratic(golden: try Golden("optim_quadratic"))
    let hyper = quadratic.golden["runs"]["tiger_full"]["hyper"]
    var configuration = Optimizer<Double>.Configuration([Self.group("tiger_full", hyper)])
    configuration.nonFinite = .shrink(0.99)
    var optimizer = try Optimizer(configuration)
    var parameters = quadratic.parameters
    try optimizer.step(&parameters, gradients: quadratic.gradients(parameters))
    var gradients = quadratic.gradients(parameters)
    for index in gradients.indices { gradients[index].elements[1] = value }
    let refused = try optimizer.step(&parameters, gradients: gradients)
    #expect(refused == quadratic.names)
    let expected = quadratic.golden["tiger_nan_second_step"]
    for (index, parameter) in parameters.enumerated() {
      #expect(difference(parameter.value, expected["params"][parameter.name].matrix) < 1e-12)
      #expect(
        difference(optimizer.state[index][0], expected["momentum"][parameter.name].matrix) < 1e-12)
    }
  }

  @Test func schedulesPiecewise() throws {
    let golden = try Golden("optim_quadratic")["schedule"]
    let points = golden["points"].keys.map { key in
      Schedule.Point(step: Int(key)!, factor: golden["points"][key].number)
    }
    let values = golden["t"].ints.map { Schedule(points).factor(at: $0) }
    #expect(difference(values, golden["value"].vector) < 1e-15)
    #expect(Schedule.constant.factor(at: 0) == 1)
  }

  @Test(arguments: [
    "tiger_basic", "tiger_basic_lazy_decay_momentum", "tiger_basic_lazy_freeze_momentum",
    "tiger_full_rowrms", "tiger_full_rowrms_lazy_decay_momentum", "lion", "adamw",
    "adamw_lazy_freeze_moments",
  ])
  func followsTheEmbedding(name: String) throws {
    let golden = try Golden("optim_embedding")
    let run = golden["runs"][name]
    var group = Self.group(name, run["hyper"])
    let lazy: [String: LazyRows] = ["decay": .decayingState, "freeze": .frozenState]
    group.lazyRows = lazy[run["lazy"].string] ?? .off
    var optimizer = try Optimizer<Double>(.init([group]))
    var parameters = [Parameter("table", .embedding, golden["E0"].matrix)]
    for (step, seen) in golden["seen"].list.enumerated() {
      var gradient = parameters[0].value - golden["target"].matrix
      let touched = Set(seen.ints)
      for row in 0..<gradient.rows where !touched.contains(row) {
        for column in 0..<gradient.columns { gradient[row, column] = 0 }
      }
      try optimizer.step(&parameters, gradients: [gradient])
      guard run["after"].has("\(step + 1)") else { continue }
      let expected = run["after"]["\(step + 1)"]
      #expect(difference(parameters[0].value, expected["E"].matrix) < 1e-12, "step \(step + 1)")
      #expect(difference(optimizer.state[0][0], expected["m"].matrix) < 1e-12)
    }
  }
}
