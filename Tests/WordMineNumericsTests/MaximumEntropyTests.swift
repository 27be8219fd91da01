import Testing
import WordMineBase

@testable import WordMineNumerics

@Suite struct MaximumEntropyTests {
  /// The data of `maxent`.
  struct Data {
    let golden: Golden
    let features: SparseMatrix<Double>
    let labels: [Int]
    let classes: Int

    init() throws {
      golden = try Golden("maxent")
      features = SparseMatrix(golden["F"].matrix)
      labels = golden["y"].ints
      classes = golden["n_classes"].int
    }

    func fit(
      l2: Double, l1: Double = 0, hasIntercept: Bool = false,
      solver: MaximumEntropy.Solver = .quasiNewton,
      features: SparseMatrix<Double>? = nil
    ) throws -> MaximumEntropyModel {
      var configuration = MaximumEntropy.Configuration()
      configuration.l2 = l2
      configuration.l1 = l1
      configuration.hasIntercept = hasIntercept
      configuration.solver = solver
      configuration.tolerance = 1e-10
      configuration.maximumIterations = solver == .quasiNewton ? 5000 : 200
      return try MaximumEntropy(configuration)
        .fit(features ?? self.features, labels: labels, classes: classes)
    }

    var likelihood: ConditionalLikelihood {
      ConditionalLikelihood(
        features, labels: labels, classes: classes, workers: Workers())
    }
  }

  @Test(arguments: ["0.01", "0.1", "1.0"])
  func findsTheOptimum(l2: String) throws {
    let data = try Data()
    let model = try data.fit(l2: Double(l2)!)
    let expected = data.golden["solutions"][l2]
    #expect(difference(model.weights.transposed(), expected["weights"].matrix) < 1e-8)
    #expect(
      try difference(model.probabilities(data.features), expected["probabilities"].matrix) < 1e-8)
    let likelihood = try model.meanLogLikelihood(data.features, labels: data.labels)
    #expect(abs(likelihood - expected["mean_loglik"].number) < 1e-10)
    let objective = try data.likelihood.evaluate(model.weights.elements, l2: Double(l2)!).value
    #expect(abs(objective - expected["objective"].number) < 1e-10)
    let expectation = try data.likelihood.modelExpectation(model)
    #expect(difference(expectation.transposed(), expected["model_expectation"].matrix) < 1e-8)
    #expect(difference(model.weights.rowSums, expected["column_sum_over_classes"].vector) < 1e-8)
  }

  @Test(arguments: [0.01, 0.1, 1])
  func whatIsExpectedDiffersByThePenalty(l2: Double) throws {
    let data = try Data()
    let model = try data.fit(l2: l2)
    let gap = try data.likelihood.empiricalExpectation - data.likelihood.modelExpectation(model)
    #expect(difference(gap, model.weights * l2) < 1e-9)
    let golden = data.golden["empirical_expectation"].matrix
    #expect(difference(data.likelihood.empiricalExpectation.transposed(), golden) < 1e-15)
  }

  /// Two classes share one weight a feature while they are learned.
  @Test(arguments: [0.01, 0.1, 1])
  func twoClassesFindTheSameOptimum(l2: Double) throws {
    let data = try Data()
    let labels = data.labels.map { min($0, 1) }
    var configuration = MaximumEntropy.Configuration()
    configuration.l2 = l2
    configuration.hasIntercept = true
    configuration.tolerance = 1e-10
    let model = try MaximumEntropy(configuration).fit(data.features, labels: labels, classes: 2)
    let likelihood = ConditionalLikelihood(
      data.features, labels: labels, classes: 2, workers: Workers())
    let gap = try likelihood.empiricalExpectation - likelihood.modelExpectation(model)
    #expect(difference(gap, model.weights * l2) < 1e-9)
    let share = Double(labels.count { $0 == 1 }) / Double(labels.count)
    let expected = try model.probabilities(data.features).columnSums[1] / Double(labels.count)
    #expect(abs(expected - share) < 1e-9)
  }

  @Test(arguments: [
    (MaximumEntropy.Solver.generalizedScaling, "gis"), (.improvedScaling, "iis"),
  ])
  func scalesIteratively(solver: MaximumEntropy.Solver, key: String) throws {
    let data = try Data()
    let trace = (key == "gis" ? data.golden["gis"]["trace"] : data.golden["iis"]).list
    var configuration = MaximumEntropy.Configuration()
    configuration.solver = solver
    configuration.maximumIterations = 200
    configuration.tolerance = 0
    var last = -Double.infinity
    var matched = 0
    let scaling = IterativeScaling(data.likelihood, configuration)
    var models: [MaximumEntropyModel] = []
    let scaled = try scaling.fit { _, model in models.append(model) }
    #expect(models.count == 200 && models.last == scaled)
    for (index, model) in models.enumerated() {
      let likelihood = try model.meanLogLikelihood(data.features, labels: data.labels)
      #expect(likelihood >= last - 1e-14, "iteration \(index + 1)")
      last = likelihood
      guard let entry = trace.first(where: { $0["iteration"].int == index + 1 }) else { continue }
      #expect(abs(likelihood - entry["mean_loglik"].number) < 1e-8)
      if !entry["weights"].list.isEmpty {
        #expect(difference(model.weights.transposed(), entry["weights"].matrix) < 1e-8)
      }
      matched += 1
    }
    #expect(matched == trace.count)
    #expect(last <= data.golden["unregularised_mean_loglik"].number + 1e-12)
  }

  @Test func approachesTheUnpenalizedOptimum() throws {
    let data = try Data()
    let likelihood = try data.fit(l2: 0).meanLogLikelihood(data.features, labels: data.labels)
    #expect(abs(likelihood - data.golden["unregularised_mean_loglik"].number) < 1e-8)
  }

  @Test func theOptimumDoesNotDependOnTheStart() throws {
    let data = try Data()
    let best = try data.fit(l2: 0.1).weights.elements
    var settings = LBFGS.Configuration()
    settings.tolerance = 1e-10
    for seed in 1...3 as ClosedRange<UInt64> {
      let start = random(1, best.count, seed: seed).elements.map { 3 * $0 }
      let found = try LBFGS(settings).minimize(from: start) {
        try data.likelihood.evaluate($0, l2: 0.1)
      }
      #expect(found.hasConverged)
      #expect(difference(found.x, best) < 1e-8)
    }
  }

  @Test func repeatedDataChangeNothing() throws {
    let data = try Data()
    let twice = SparseMatrix(Matrix.stacking([data.features.dense, data.features.dense]))
    var configuration = MaximumEntropy.Configuration()
    configuration.l2 = 0.1
    configuration.tolerance = 1e-10
    let model = try MaximumEntropy(configuration)
      .fit(twice, labels: data.labels + data.labels, classes: data.classes)
    #expect(try difference(model.weights, data.fit(l2: 0.1).weights) < 1e-8)
  }

  @Test func otherLabelsPermuteTheWeights() throws {
    let data = try Data()
    let order = [2, 0, 1]
    var configuration = MaximumEntropy.Configuration()
    configuration.l2 = 0.1
    configuration.tolerance = 1e-10
    let model = try MaximumEntropy(configuration)
      .fit(data.features, labels: data.labels.map { order[$0] }, classes: data.classes)
    let weights = try data.fit(l2: 0.1).weights
    for label in 0..<3 {
      #expect(
        difference(
          model.weights.columns(order[label]..<order[label] + 1), weights.columns(label..<label + 1)
        )
          < 1e-8)
    }
  }

  @Test func twoClassesAreASigmoid() throws {
    let data = try Data()
    let labels = data.labels.map { min($0, 1) }
    var configuration = MaximumEntropy.Configuration()
    configuration.l2 = 0.1
    let model = try MaximumEntropy(configuration).fit(data.features, labels: labels, classes: 2)
    let scores = try model.scores(data.features)
    let probabilities = try model.probabilities(data.features)
    for row in 0..<scores.rows {
      let sigmoid = Double.sigmoid(scores[row, 1] - scores[row, 0])
      #expect(abs(probabilities[row, 1] - sigmoid) < 1e-14)
    }
  }

  @Test func theGradientIsThatOfDifferences() throws {
    let data = try Data()
    let x = random(1, 18, seed: 5).elements
    let gradient = try data.likelihood.evaluate(x, l2: 0.3).gradient
    for i in x.indices {
      var (above, below) = (x, x)
      above[i] += 1e-6
      below[i] -= 1e-6
      let difference =
        try data.likelihood.evaluate(above, l2: 0.3).value
        - data.likelihood.evaluate(below, l2: 0.3).value
      #expect(abs(difference / 2e-6 - gradient[i]) < 1e-8)
    }
  }

  @Test func scaledFeaturesScaleTheWeights() throws {
    let data = try Data()
    var scaled = data.features
    scaled.values = scaled.values.map { $0 * 4 }
    let model = try data.fit(l2: 16 * 0.1, features: scaled)
    #expect(try difference(model.weights * 4, data.fit(l2: 0.1).weights) < 1e-8)
  }

  /// At an optimum with ℓ₁ the slope of the smooth part is −ℓ₁ sign(w), or within ±ℓ₁ at zero.
  @Test func absolutePenaltiesMakeShortLists() throws {
    let data = try Data()
    for l2 in [0, 0.01] {
      let model = try data.fit(l2: l2, l1: 0.02, hasIntercept: true)
      let parameters = model.weights.elements + model.intercept
      let gradient = try data.likelihood.evaluate(parameters, l2: l2).gradient
      for i in 0..<15 {
        let w = parameters[i]
        if w == 0 {
          #expect(abs(gradient[i]) <= 0.02 + 1e-8)
        } else {
          #expect(abs(gradient[i] + (w > 0 ? 0.02 : -0.02)) < 1e-7)
        }
      }
      for i in 15..<18 { #expect(abs(gradient[i]) < 1e-7) }
      #expect(model.weights.elements.count { $0 == 0 } >= 3)
    }
  }

  @Test func theInterceptIsNotPenalized() throws {
    let data = try Data()
    let model = try data.fit(l2: 1e6, hasIntercept: true)
    // All weights vanish, and the classes have their shares of the data.
    #expect(model.weights.maximumMagnitude < 1e-5)
    let shares = (0..<3).map { label in Double(data.labels.count { $0 == label }) / 24 }
    let probabilities = try model.probabilities(data.features)
    #expect(difference(Array(probabilities.row(0)), shares) < 1e-5)
  }
}
