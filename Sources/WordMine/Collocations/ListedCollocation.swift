import Glibc

/// A pair of words in a file of collocations: what two corpora are compared by.
package struct ListedCollocation: Equatable, Sendable {
  package var first: String
  package var second: String
  /// How often the second follows the first.
  package var occurrences: Int
  /// The same by distance from 1; none where the file does not say.
  package var distances: [Int]

  package init(first: String, second: String, occurrences: Int, distances: [Int] = []) {
    (self.first, self.second) = (first, second)
    (self.occurrences, self.distances) = (occurrences, distances)
  }

  /// How different the distances of a pair are in two corpora: the Jensen–Shannon divergence of their
  /// distributions in bits, from 0 for the same shares to 1 for no distance in common; `nil` where one of
  /// them is not known.
  ///
  /// Reference: Lin 1991, *Divergence Measures Based on the Shannon Entropy*.
  package static func distanceChange(_ one: [Int], _ other: [Int]) -> Double? {
    let totals = (one.reduce(0.0) { $0 + Double($1) }, other.reduce(0.0) { $0 + Double($1) })
    guard totals.0 > 0, totals.1 > 0 else { return nil }
    var change = 0.0
    for index in 0..<max(one.count, other.count) {
      let p = index < one.count ? Double(one[index]) / totals.0 : 0
      let q = index < other.count ? Double(other[index]) / totals.1 : 0
      for share in [p, q] where share > 0 { change += share / 2 * log2(2 * share / (p + q)) }
    }
    return min(1, max(0, change))
  }
}
