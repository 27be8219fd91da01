import Foundation
import Testing

@testable import WordMine

@Suite struct CohesionTests {
  /// ln(n N / (n_l n_r)) at the weakest split: 5 · 1000 / (10 · 20) and 5 · 1000 / (8 · 50).
  @Test func isThatOfTheWeakestSplit() throws {
    let found = try #require(
      Cohesion.minimum(
        count: 5, splits: [(left: 10, right: 20), (left: 8, right: 50)], units: 1000))
    #expect(abs(found - log(12.5)) < 1e-12)
  }

  @Test func aSingleAtomHasNone() {
    let none: [(left: Int, right: Int)] = []
    #expect(Cohesion.minimum(count: 5, splits: none, units: 1000) == nil)
  }
}
