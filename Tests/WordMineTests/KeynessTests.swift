import Foundation
import Testing

@testable import WordMine

@Suite struct KeynessTests {
  /// 2 Σ O ln(O/E) over the cells of the table.
  private func naive(_ a: Int, _ n1: Int, _ b: Int, _ n2: Int) -> Double {
    let cells = [[a, b], [n1 - a, n2 - b]]
    let total = Double(n1 + n2)
    var sum = 0.0
    for row in 0..<2 {
      for (column, size) in [n1, n2].enumerated() where cells[row][column] > 0 {
        let expected = Double(cells[row].reduce(0, +)) * Double(size) / total
        sum += Double(cells[row][column]) * log(Double(cells[row][column]) / expected)
      }
    }
    return 2 * sum
  }

  @Test func logLikelihoodAgreesWithItsDefinition() {
    var random = TestGenerator(seed: 1)
    for _ in 0..<2000 {
      let (n1, n2) = (
        Int.random(in: 1...5000, using: &random), Int.random(in: 1...500, using: &random)
      )
      let (a, b) = (Int.random(in: 0...n1, using: &random), Int.random(in: 0...n2, using: &random))
      let expected = naive(a, n1, b, n2)
      let found = Keyness.logLikelihood(a, of: n1, b, of: n2)
      #expect(abs(found - expected) <= 1e-9 * max(1, expected), "\(a) of \(n1), \(b) of \(n2)")
      #expect(abs(found - Keyness.logLikelihood(b, of: n2, a, of: n1)) <= 1e-9 * max(1, found))
    }
  }

  /// Where the series takes over, the direct formula still has nine digits.
  @Test(arguments: [
    (900, 1_000_000), (1100, 1_000_000), (1, 3), (12, 10_000), (20_000, 20_000_000),
  ])
  func rareWordsAgreeToo(count: Int, total: Int) {
    for other in [count / 2, count, count * 2] {
      let expected = naive(count, total, other, 2 * total)
      let found = Keyness.logLikelihood(count, of: total, other, of: 2 * total)
      #expect(abs(found - expected) <= 1e-6 * max(1, expected))
    }
  }

  @Test(arguments: [(0, 0, 0, 0), (0, 10, 0, 20), (5, 10, 10, 20), (10, 10, 7, 7), (3, 5, 0, 0)])
  func equalRatesDoNotDiffer(a: Int, first: Int, b: Int, second: Int) {
    #expect(abs(Keyness.logLikelihood(a, of: first, b, of: second)) < 1e-12)
  }

  @Test func logRatiosAreThoseOfHardie() {
    #expect(abs(Keyness.logRatio(20, of: 1000, 10, of: 1000) - 1) < 1e-12)
    #expect(abs(Keyness.logRatio(10, of: 1000, 40, of: 1000) + 2) < 1e-12)
    #expect(abs(Keyness.logRatio(4, of: 1000, 0, of: 1000) - 3) < 1e-12)
    #expect(abs(Keyness.logRatio(0, of: 1000, 1, of: 500) + 2) < 1e-12)
  }

  /// Quantiles of χ² with one degree of freedom, from a printed table.
  @Test(arguments: [(3.841459, 0.05), (6.634897, 0.01), (10.827566, 0.001), (0, 1)])
  func significanceIsThatOfChiSquared(value: Double, probability: Double) {
    #expect(abs(Keyness.significance(value) - probability) < 1e-7)
    #expect(abs(Keyness.leastLogLikelihood(probability) - value) < 1e-5)
  }

  @Test func hugeValuesAreNoError() {
    #expect(Keyness.significance(1e9) == 0)
    #expect(Keyness.significance(Keyness.leastLogLikelihood(0)) == 0)
    let most = Int.max / 4
    #expect(Keyness.logLikelihood(most, of: most, 0, of: most).isFinite)
  }

  /// q_i by the definition, with all pairs looked at; equal p have the rank of the last.
  private func naiveRates(_ p: [Double], tests: Int) -> [Double] {
    p.map { own in
      p.filter { $0 >= own }.map { other in
        min(1, other * Double(tests) / Double(p.count { $0 <= other }))
      }.min()!
    }
  }

  @Test(arguments: 0...30)
  func ratesAgreeWithTheirDefinition(count: Int) {
    var random = TestGenerator(seed: UInt64(count))
    let p = (0..<count).map { _ in Double(Int.random(in: 0...20, using: &random)) / 40 }
    for tests in [count, count + 3, 10 * count] {
      let found = Keyness.falseDiscoveryRates(p, tests: tests)
      #expect(zip(found, naiveRates(p, tests: tests)).allSatisfy { abs($0 - $1) < 1e-12 })
    }
  }

  /// The greatest p may be missing where no q is asked for that is as great.
  @Test func missingTestsDoNotMatterBelowTheirP() {
    var random = TestGenerator(seed: 9)
    let all = (0..<200).map { _ in Double.random(in: 0...1, using: &random) * 0.2 }
    let small = all.filter { $0 <= 0.05 }
    let few = Keyness.falseDiscoveryRates(small, tests: all.count).filter { $0 <= 0.05 }
    #expect(few == Keyness.falseDiscoveryRates(all, tests: all.count).filter { $0 <= 0.05 })
  }
}
