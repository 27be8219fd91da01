import Testing

@testable import WordMineNumerics

@Suite struct LBFGSTests {
  private var exact: LBFGS.Configuration {
    var configuration = LBFGS.Configuration()
    configuration.tolerance = 1e-10
    return configuration
  }

  /// Rosenbrock's valley: (1 − x)² + 100 (y − x²)², with its minimum at (1, 1).
  @Test func findsTheEndOfTheValley() throws {
    let result = try LBFGS(exact).minimize(from: [-1.2, 1]) { p in
      let (x, y) = (p[0], p[1])
      let bend = y - x * x
      return ((1 - x) * (1 - x) + 100 * bend * bend, [-2 * (1 - x) - 400 * x * bend, 200 * bend])
    }
    #expect(result.hasConverged)
    #expect(difference(result.x, [1, 1]) < 1e-8)
    #expect(result.iterations < 60)
  }

  /// ½ Σ (x − c)² + ℓ₁ Σ|x| has its minimum at sign(c) · max(|c| − ℓ₁, 0).
  @Test func shrinksByTheAbsolutePenalty() throws {
    var configuration = exact
    configuration.l1 = 1
    let c = [3, -2, 0.5, 0, -0.5]
    let result = try LBFGS(configuration).minimize(from: [0, 0, 0, -1, 1], penalized: 0..<4) { x in
      let errors = zip(x, c).map { $0 - $1 }
      return (errors.reduce(0) { $0 + $1 * $1 / 2 }, errors)
    }
    #expect(result.hasConverged)
    #expect(difference(result.x, [2, -1, 0, 0, -0.5]) < 1e-9)
  }

  @Test func stopsAtOnceAtTheMinimum() throws {
    let result = try LBFGS().minimize(from: [0, 0]) { x in
      (x[0] * x[0] + x[1] * x[1], x.map { 2 * $0 })
    }
    #expect(result.iterations == 0)
    #expect(result.hasConverged)
  }

  @Test func saysWhenItGaveUp() throws {
    var configuration = exact
    configuration.maximumIterations = 3
    let result = try LBFGS(configuration).minimize(from: [-1.2, 1]) { p in
      let bend = p[1] - p[0] * p[0]
      return (100 * bend * bend, [-400 * p[0] * bend, 200 * bend])
    }
    #expect(result.iterations <= 3)
  }

  /// x − log x has its minimum at 1, and is not a number below 0, where the first steps lead.
  @Test(arguments: [0.01, 0.1, 50])
  func stepsBackFromWhereTheFunctionIsNotANumber(start: Double) throws {
    let result = try LBFGS(exact).minimize(from: [start]) { p in
      (p[0] - (p[0] < 0 ? .nan : Double.log(p[0])), [p[0] < 0 ? .nan : 1 - 1 / p[0]])
    }
    #expect(result.hasConverged)
    #expect(abs(result.x[0] - 1) < 1e-8)
  }
}
