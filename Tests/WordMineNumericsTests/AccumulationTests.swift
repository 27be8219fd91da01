import Testing

@testable import WordMineNumerics

@Suite struct AccumulationTests {
  /// The least squares of `accumulate`.
  struct LeastSquares {
    let golden: Golden
    let x: Matrix<Double>
    let y: [Double]

    init() throws {
      golden = try Golden("accumulate")
      x = golden["X"].matrix
      y = golden["y"].vector
    }

    var start: [Parameter<Double>] { [Parameter("w", .kernel, golden["w0"].matrix)] }

    /// The gradient of the mean over samples of ½ (x·w − y)² or (x·w − y)², by `factor`.
    func gradient(_ samples: [Int], _ parameters: [Parameter<Double>]) -> [Matrix<Double>] {
      let part = x.rows(at: samples)
      let errors = part.product(parameters[0].value, transposingOther: true)
      let residual = Matrix<Double>(
        samples.count, 1, zip(errors.elements, samples).map { $0 - y[$1] })
      return [residual.product(part, transposingSelf: true) * (1 / Double(samples.count))]
    }

    func group(_ name: String) -> ParameterGroup {
      OptimizerGoldenTests.group(name, golden["full_batch"][name]["hyper"])
    }

    func rows(_ name: String) -> Matrix<Double> {
      golden["full_batch"][name]["after_each_update"].matrix
    }
  }

  static let names = ["sgd", "sgdm_ema", "adamw", "tiger_basic"]

  @Test(arguments: names, ["microbatches", "uneven_microbatches"])
  func isExactlyTheLargeBatch(name: String, split: String) throws {
    let problem = try LeastSquares()
    let batches = problem.golden[split].list.map(\.ints)
    var parameters = problem.start
    var optimizer = try AccumulatingOptimizer(
      Optimizer<Double>(.init([problem.group(name)])), interval: batches.count)
    for update in 0..<6 {
      for batch in batches {
        try optimizer.add(
          problem.gradient(batch, parameters), weight: Double(batch.count), to: &parameters)
      }
      let expected = Matrix(row: Array(problem.rows(name).row(update)))
      #expect(difference(parameters[0].value, expected) < 1e-12)
    }
  }

  @Test func theRemainderIsFlushed() throws {
    let problem = try LeastSquares()
    let parts = [Array(0..<6), Array(6..<10), Array(10..<16)]
    var parameters = problem.start
    var optimizer = try AccumulatingOptimizer(
      Optimizer<Double>(.init([problem.group("adamw")])), interval: 5)
    for part in parts {
      let updated = try optimizer.add(
        problem.gradient(part, parameters), weight: Double(part.count), to: &parameters)
      #expect(!updated)
    }
    #expect(parameters == problem.start)
    let updated = try optimizer.flush(&parameters)
    #expect(updated)
    let expected = Matrix(row: Array(problem.rows("adamw").row(0)))
    #expect(difference(parameters[0].value, expected) < 1e-12)
    let again = try optimizer.flush(&parameters)
    #expect(!again)
  }

  @Test(arguments: [
    ("tiger_basic", "tiger_in_momentum"), ("adamw", "adam_per_microbatch_second_moment"),
  ])
  func aWindowNeedsNoBuffer(name: String, key: String) throws {
    let problem = try LeastSquares()
    let batches = problem.golden["microbatches"].list.map(\.ints)
    var group = problem.group(name)
    if group.rule is AdamW {
      // This golden run has no decay.
      group.rule = AdamW(approximatesWindows: true)
      group.weightDecay = 0
    }
    var configuration = Optimizer<Double>.Configuration([group])
    configuration.window = batches.count
    var optimizer = try Optimizer(configuration)
    var parameters = problem.start
    for update in 0..<6 {
      for batch in batches {
        try optimizer.step(&parameters, gradients: problem.gradient(batch, parameters))
      }
      let expected = Matrix(row: Array(problem.golden[key].matrix.row(update)))
      #expect(difference(parameters[0].value, expected) < 1e-12)
    }
  }

  /// What the wrapper of 2019 does, to show what ours does not: see ``AccumulatingOptimizer``.
  private func keras(
    _ problem: LeastSquares, _ step: (inout [Double], [Double], _ isUpdate: Bool) -> Void
  ) -> Matrix<Double> {
    let batches = problem.golden["microbatches"].list.map(\.ints)
    var (weights, buffer) = (problem.golden["w0"].vector, [0.0, 0, 0])
    var rows: [[Double]] = []
    for call in 0..<25 {
      let parameters = [Parameter("w", .kernel, Matrix(row: weights))]
      let gradient = problem.gradient(batches[call % 4], parameters)[0].elements
      step(&weights, buffer.map { $0 / 4 }, call % 4 == 0)
      buffer = call % 4 == 0 ? gradient : zip(buffer, gradient).map(+)
      if call % 4 == 0 { rows.append(weights) }
    }
    return Matrix(rows)
  }

  @Test func theWrapperOf2019DiffersInSGD() throws {
    let problem = try LeastSquares()
    let rate = problem.golden["full_batch"]["sgd"]["hyper"]["lr"].number
    let path = keras(problem) { weights, gradient, isUpdate in
      if isUpdate { weights = zip(weights, gradient).map { $0 - rate * $1 } }
    }
    #expect(difference(path, problem.golden["keras_wrapper_sgd"].matrix) < 1e-12)
    // The first update is empty; those that follow are not those of the large batch.
    #expect(Array(path.row(0)) == problem.golden["w0"].vector)
    #expect(difference(path.rows(1..<7), problem.rows("sgd")) > 1e-3)
  }

  @Test func theWrapperOf2019DiffersInAdam() throws {
    let problem = try LeastSquares()
    let rate = problem.golden["full_batch"]["adamw"]["hyper"]["lr"].number
    var (m, v, updates) = ([0.0, 0, 0], [0.0, 0, 0], 0.0)
    let path = keras(problem) { weights, gradient, isUpdate in
      let (b1, b2) = isUpdate ? (0.9, 0.999) : (1 - 1e-7, 1 - 1e-7)
      if isUpdate { updates += 1 }
      let correction =
        (1 - Double.pow(0.999, updates)).squareRoot() / (1 - Double.pow(0.9, updates))
      for i in 0..<3 {
        m[i] = b1 * m[i] + (1 - b1) * gradient[i]
        v[i] = b2 * v[i] + (1 - b2) * gradient[i] * gradient[i]
        if isUpdate { weights[i] -= rate * correction * m[i] / (v[i].squareRoot() + 1e-7) }
      }
    }
    #expect(difference(path, problem.golden["keras_wrapper_adam"].matrix) < 1e-10)
    #expect(difference(path.rows(1..<7), problem.rows("adamw")) > 1e-3)
  }
}
