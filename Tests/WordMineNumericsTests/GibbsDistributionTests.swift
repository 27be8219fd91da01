import Testing

@testable import WordMineNumerics

@Suite struct GibbsDistributionTests {
  /// The meals of mean price 1.75, and the die of mean 4.5.
  @Test(arguments: ["fast_food", "die"])
  func meetsAMean(key: String) throws {
    let golden = try Golden("maxent")[key]
    let values = golden["values"].vector
    let found = try #require(
      try GibbsDistribution(
        features: try Matrix(rows: values.count, columns: 1, elements: values),
        expectations: [golden["mean"].number]))
    #expect(difference(found.probabilities, golden["p"].vector) < 1e-8)
    #expect(abs(found.multipliers[0] - golden["lagrange"].number) < 1e-8)
    #expect(abs(found.entropy - golden["entropy_nats"].number) < 1e-8)
  }

  /// Without a constraint that says more, all outcomes are as likely.
  @Test func theMeanOfAllIsUniform() throws {
    let features = try Matrix<Double>(rows: 6, columns: 1, elements: [1, 2, 3, 4, 5, 6])
    let found = try #require(try GibbsDistribution(features: features, expectations: [3.5]))
    #expect(difference(found.probabilities, Array(repeating: 1.0 / 6, count: 6)) < 1e-12)
  }

  @Test func meetsTwoMeans() throws {
    let features = Matrix<Double>((1...6).map { [Double($0), $0 % 2 == 0 ? 1 : 0] })
    let found = try #require(try GibbsDistribution(features: features, expectations: [3.9, 0.7]))
    let means = Matrix(row: found.probabilities) • features
    #expect(difference(means.elements, [3.9, 0.7]) < 1e-10)
  }

  @Test(arguments: [0.5, 6.5])
  func refusesWhatNoDistributionHas(mean: Double) throws {
    let features = try Matrix<Double>(rows: 6, columns: 1, elements: [1, 2, 3, 4, 5, 6])
    #expect(try GibbsDistribution(features: features, expectations: [mean]) == nil)
  }

  /// The same constraint twice, a multiple and a sum of others, and a constant say nothing new.
  @Test(arguments: algebras)
  func redundantConstraintsChangeNothing(algebra: LinearAlgebra) throws {
    let faces = (1...6).map { Double($0) }
    let one = try #require(
      try GibbsDistribution(
        features: try Matrix(rows: 6, columns: 1, elements: faces), expectations: [4.5], by: algebra
      ))
    let rows = faces.map { [$0, $0, 1e6 * $0, 7, $0 + 7] }
    let many = try #require(
      try GibbsDistribution(
        features: Matrix(rows), expectations: [4.5, 4.5, 4.5e6, 7, 11.5], by: algebra))
    #expect(difference(many.probabilities, one.probabilities) < 1e-10)
    // p_i ∝ exp(−Σ λ f), whatever λ is.
    let energies = rows.map { zip($0, many.multipliers).reduce(0) { $0 - $1.0 * $1.1 } }
    let rebuilt = Matrix(row: energies).softmaxOfRows().elements
    #expect(difference(rebuilt, one.probabilities) < 1e-9)
  }

  /// Indicators of all outcomes sum to one; the distribution is what they say.
  @Test func indicatorsOfAllOutcomesAreTheDistribution() throws {
    let found = try #require(
      try GibbsDistribution(features: .identity(3), expectations: [0.5, 0.25, 0.25]))
    #expect(difference(found.probabilities, [0.5, 0.25, 0.25]) < 1e-12)
  }

  @Test(arguments: [[4.5, 4.6, 7], [4.5, 4.5, 7.1]])
  func refusesConstraintsThatContradictEachOther(expectations: [Double]) throws {
    let rows = (1...6).map { [Double($0), Double($0), 7] }
    #expect(try GibbsDistribution(features: Matrix(rows), expectations: expectations) == nil)
  }

  @Test func withoutConstraintsAllOutcomesAreAsLikely() throws {
    let found = try #require(
      try GibbsDistribution(features: Matrix(rows: 4, columns: 0), expectations: []))
    #expect(found.probabilities == [0.25, 0.25, 0.25, 0.25])
  }
}
