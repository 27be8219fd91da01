import Testing

@testable import WordMineNumerics

@Suite struct WhiteningTests {
  private let golden: Golden
  private let x: Matrix<Double>

  init() throws {
    golden = try Golden("whiten")
    x = golden["X"].matrix
  }

  private func statistics(_ rows: Matrix<Double>) throws -> CovarianceAccumulator {
    var statistics = try CovarianceAccumulator(dimensions: rows.columns)
    try statistics.add(rows)
    return statistics
  }

  private func cosines(_ rows: Matrix<Double>) -> Matrix<Double> {
    let unit = rows.withUnitRows()
    return unit.product(unit, transposingOther: true)
  }

  @Test func meanAndCovarianceAreTheGoldenOnes() throws {
    let statistics = try statistics(x)
    #expect(difference(statistics.mean, golden["mean"].vector) < 1e-12)
    #expect(difference(statistics.covariance(), golden["cov"].matrix) < 1e-12)
    let population = statistics.covariance(ofSample: false)
    #expect(difference(population, golden["cov_population"].matrix) < 1e-12)
  }

  @Test(arguments: algebras)
  func whitensAsTheGoldenValues(algebra: LinearAlgebra) throws {
    let whitening = try Whitening(statistics(x), by: algebra)
    #expect(whitening.rank == 5)
    #expect(difference(whitening.eigenvalues, golden["eigenvalues"].vector) < 1e-10)
    let shares = whitening.varianceShares.indices.map { last in
      whitening.varianceShares[...last].reduce(0, +)
    }
    #expect(difference(shares, golden["explained_ratio"].vector) < 1e-10)
    let product = whitening.map.product(whitening.map, transposingOther: true)
    #expect(difference(product, golden["WWt_full"].matrix) < 1e-8)
    let cosines = try cosines(whitening.apply(x.rows(0..<6), by: algebra))
    #expect(difference(cosines, golden["cosine_full"].matrix) < 1e-10)
    #expect(difference(self.cosines(x.rows(0..<6)), golden["cosine_raw"].matrix) < 1e-12)
    // The signs of the directions are free.
    let signless = try whitening.apply(x.rows(0..<6)).map { abs($0) }
    #expect(difference(signless, golden["Y_first6"].matrix.map { abs($0) }) < 1e-10)
  }

  @Test(arguments: [2, 3])
  func keepsTheLargestDirections(count: Int) throws {
    let whitening = try Whitening(statistics(x), keeping: .dimensions(count))
    let product = whitening.map.product(whitening.map, transposingOther: true)
    #expect(difference(product, golden["WWt_k\(count)"].matrix) < 1e-10)
    let cosines = try cosines(whitening.apply(x.rows(0..<6)))
    #expect(difference(cosines, golden["cosine_k\(count)"].matrix) < 1e-10)
  }

  /// The shares are .480, .288, .206, .026, .0003.
  @Test(arguments: [(0.4, 1), (0.5, 2), (0.77, 3), (0.99, 4), (1, 5)])
  func keepsAShareOfTheVariance(share: Double, count: Int) throws {
    #expect(try Whitening(statistics(x), keeping: .variance(share)).map.columns == count)
  }

  @Test func whitenedRowsHaveTheIdentityForCovariance() throws {
    let whitened = try Whitening(statistics(x)).apply(x)
    #expect(try difference(statistics(whitened).covariance(), .identity(5)) < 1e-12)
    // Once more changes no angle.
    let again = try Whitening(statistics(whitened)).apply(whitened)
    #expect(difference(cosines(again), cosines(whitened)) < 1e-10)
  }

  @Test func linearMapsOfTheInputChangeNoAngle() throws {
    let map = random(5, 5, seed: 1)
    let moved = (x • map).addingToRows([1, -2, 3, 0, 10])
    let cosines = try cosines(Whitening(statistics(moved)).apply(moved))
    #expect(try difference(cosines, self.cosines(Whitening(statistics(x)).apply(x))) < 1e-8)
  }

  @Test func largeMeansChangeNothing() throws {
    let moved = x.map { $0 + 1e6 }
    let cosines = try cosines(Whitening(statistics(moved)).apply(moved))
    #expect(try difference(cosines, self.cosines(Whitening(statistics(x)).apply(x))) < 1e-6)
  }

  @Test func streamsAsTheGoldenValues() throws {
    var stream = try CovarianceAccumulator(dimensions: 5)
    for entry in golden["stream"].list {
      try stream.add(x.rows(stream.count..<entry["n"].int))
      #expect(stream.count == entry["n"].int)
      #expect(difference(stream.mean, entry["mean"].vector) < 1e-12)
      let covariance = stream.covariance(ofSample: false)
      #expect(difference(covariance, entry["cov_population"].matrix) < 1e-12)
    }
  }

  @Test func theOrderOfMergesDoesNotMatter() throws {
    let parts = try [0..<4, 4..<5, 5..<20, 20..<30].map { try statistics(x.rows($0)) }
    for order in [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]] {
      var merged = try CovarianceAccumulator(dimensions: 5)
      for index in order { try merged.merge(parts[index]) }
      #expect(merged.count == 30)
      #expect(try difference(merged.covariance(), statistics(x).covariance()) < 1e-12)
    }
  }

  @Test(arguments: algebras)
  func directionsWithoutVarianceAreLeftOut(algebra: LinearAlgebra) throws {
    let few = x.rows(0..<golden["rank_deficient"]["rows"].int)
    let whitening = try Whitening(statistics(few), by: algebra)
    #expect(whitening.rank == 3)
    #expect(whitening.map.columns == 3)
    let eigenvalues = golden["rank_deficient"]["eigenvalues"].vector
    #expect(difference(whitening.eigenvalues, eigenvalues) < 1e-12)
    let whitened = try whitening.apply(few)
    #expect(try difference(statistics(whitened).covariance(), .identity(3)) < 1e-12)
    // A feature that is there twice adds nothing.
    let doubled = Matrix.joining([x, x.columns(0..<1)])
    #expect(try Whitening(statistics(doubled), by: algebra).rank == 5)
    // All rows the same: nothing is left.
    let same = try Whitening(statistics(Matrix.stacking([few.rows(0..<1), few.rows(0..<1)])))
    #expect(same.rank == 0)
    #expect(try same.apply(few).columns == 0)
  }

  @Test func withoutStrengthOnlyTheDirectionsAreTurned() throws {
    let centred = x.combiningRows(with: x.columnMeans) { $0 - $1 }
    let turned = try Whitening(statistics(x), strength: 0).apply(x)
    #expect(difference(cosines(turned), cosines(centred)) < 1e-12)
  }
}
