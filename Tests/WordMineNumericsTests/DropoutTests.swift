import Testing

@testable import WordMineNumerics

@Suite struct DropoutTests {
  @Test(arguments: [0.0, 0.1, 0.5, 0.9])
  func leavesOutAShareAndKeepsTheMean(rate: Double) throws {
    let dropout = try Dropout(rate: rate, seed: 3, step: 7)
    let mask: Matrix<Double> = dropout.mask(2, rows: 200, columns: 101)
    let share = Double(mask.elements.count { $0 == 0 }) / Double(mask.count)
    // The rate in steps of 1/256, and four deviations of the share.
    #expect(abs(share - rate) < 0.002 + 4 * (rate * (1 - rate) / Double(mask.count)).squareRoot())
    #expect(abs(mask.sum / Double(mask.count) - 1) < 0.05)
    #expect(Set(mask.elements).count <= 2)
  }

  @Test func aMaskDependsOnSeedStepAndPlaceAlone() throws {
    func mask(_ seed: UInt64, _ step: Int, _ place: Int) throws -> Matrix<Float> {
      try Dropout(rate: 0.5, seed: seed, step: step).mask(place, rows: 5, columns: 7)
    }
    #expect(try mask(1, 2, 3) == mask(1, 2, 3))
    #expect(try mask(1, 2, 3) != mask(2, 2, 3))
    #expect(try mask(1, 2, 3) != mask(1, 3, 3))
    #expect(try mask(1, 2, 3) != mask(1, 2, 4))
  }

  @Test func gradientsAreThoseOfDifferences() throws {
    let values: [Matrix<Double>] = [random(6, 5, seed: 1), random(6, 5, seed: 2)]
    let error = try GradientCheck.largestError(values) { _, values in
      let x = values[0].dropping(try Dropout(rate: 0.4, seed: 1, step: 1), 0)
      return (x * values[1]).sum()
    }
    #expect(error < 1e-7)
  }

  @Test func withoutDropoutNothingIsLeftOut() throws {
    let tape = Tape<Double>()
    let x = tape.variable(random(3, 4, seed: 1))
    #expect(x.dropping(nil, 0).value == x.value)
    #expect(x.dropping(try Dropout(rate: 0, seed: 1, step: 1), 0).value == x.value)
  }
}
