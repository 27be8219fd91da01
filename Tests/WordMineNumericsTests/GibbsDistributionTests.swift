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
        features: Matrix(rows: values.count, columns: 1, elements: values),
        expectations: [golden["mean"].number]))
    #expect(difference(found.probabilities, golden["p"].vector) < 1e-8)
    #expect(abs(found.multipliers[0] - golden["lagrange"].number) < 1e-8)
    #expect(abs(found.entropy - golden["entropy_nats"].number) < 1e-8)
  }

  /// Without a constraint that says more, all outcomes are as likely.
  @Test func theMeanOfAllIsUniform() throws {
    let features = Matrix<Double>(rows: 6, columns: 1, elements: [1, 2, 3, 4, 5, 6])
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
    let features = Matrix<Double>(rows: 6, columns: 1, elements: [1, 2, 3, 4, 5, 6])
    #expect(try GibbsDistribution(features: features, expectations: [mean]) == nil)
  }
}
