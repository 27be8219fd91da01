import Testing
import WordMineBase
import WordMineNumerics

@testable import WordMineModels

@Suite struct CalibrationTests {
  /// Rows whose first direction has far more variance than the others, around a mean.
  private func rows(_ count: Int, columns: Int = 8, seed: UInt64 = 1) -> Matrix<Float> {
    var generator = SeededGenerator(seed: seed)
    let noise: Matrix<Float> = generator.normal(rows: count, columns: columns)
    return noise.product(Matrix(diagonal: (0..<columns).map { $0 == 0 ? 9 : 1 }))
      .addingToRows(Array(repeating: 2, count: columns))
  }

  @Test func whitenedRowsHaveNoDirection() throws {
    let rows = rows(500)
    let whitened = try Calibration.whitening(of: rows).apply(rows)
    var statistics = try CovarianceAccumulator(dimensions: 8)
    try statistics.add(Matrix<Double>(whitened))
    let difference = statistics.covariance() - Matrix<Double>.identity(8)
    #expect(difference.maximumMagnitude < 1e-4)
    #expect(try Calibration.whitening(of: rows, dimensions: 3).apply(rows).columns == 3)
  }

  @Test func aFlowMakesRowsLikelier() throws {
    let rows = rows(600)
    var none = FlowTraining.Configuration()
    none.epochs = 0
    let before = try FlowTraining(none).train(rows).bitsPerDimension(rows)
    let after = try FlowTraining().train(rows).bitsPerDimension(rows)
    #expect(after < before)
    // Of 8 normal directions, the entropy is ½ log₂ 2πe, and one has log₂ 9 more.
    #expect(after > 2.0 && after < 2.6)
  }

  @Test(arguments: [2, 3, 5, 8])
  func flowsTakeAnyDimensionsFromTwoOn(columns: Int) throws {
    let rows = rows(40, columns: columns)
    var configuration = FlowTraining.Configuration()
    configuration.epochs = 1
    let flow = try FlowTraining(configuration).train(rows)
    let back = try flow.inverse(flow.apply(rows))
    #expect((back - rows).maximumMagnitude < 1e-2)
    #expect(try Calibration.flow(of: rows, configuration).apply(rows) == flow.apply(rows))
  }

  /// Ten kinds of texts around centres: neighbours tell them, and labels at random they do not.
  @Test func neighboursTellWhatLiesTogether() throws {
    var generator = SeededGenerator(seed: 4)
    let centres: Matrix<Float> = generator.normal(rows: 4, columns: 6)
    let noise: Matrix<Float> = generator.normal(rows: 200, columns: 6)
    let kinds = (0..<200).map { $0 * 7 % 4 }
    let vectors = centres.rows(at: kinds) * 5 + noise * 0.2
    let table = try VectorComparison().rows(vectors, labels: kinds.map { "k\($0)" })
    #expect(table.map(\.name) == ["raw", "whitened", "whitened", "flow"])
    #expect(table.map(\.dimensions) == [6, 6, 3, 6])
    #expect(table[0].vote.accuracy == 1 && table[1].vote.accuracy == 1)
    var random = VectorComparison.Configuration()
    (random.whitened, random.every) = ([2], 4)
    let labels = (0..<200).map { _ in "k\(generator.next() % 4)" }
    let none = try VectorComparison(random).rows(vectors, labels: labels)
    #expect(none.map(\.dimensions) == [6, 2, 6])
    #expect(none[0].vote.accuracy < 0.5)
  }

  /// Whitening undoes any linear map, so that neighbours stay the same.
  @Test func wholeWhiteningForgetsLinearMaps() throws {
    let rows = rows(120, seed: 2)
    var generator = SeededGenerator(seed: 3)
    let map: Matrix<Float> = generator.normal(rows: 8, columns: 8)
    let labels = (0..<120).map { rows[$0, 1] > 2 ? "high" : "low" }
    let (a, b) = try (
      VectorComparison().rows(rows, labels: labels),
      VectorComparison().rows(rows.product(map), labels: labels)
    )
    #expect(a[1].vote == b[1].vote)
    #expect(a[0].vote != b[0].vote)
  }
}
