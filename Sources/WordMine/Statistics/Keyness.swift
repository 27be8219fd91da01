import Glibc

/// How much more typical a word is for one corpus than for another.
///
/// A word that occurs *a* times among the N₁ units of one corpus, and *b* times among the N₂ of the
/// other, makes a table of two rows and columns: the word and all else, here and there.
package enum Keyness {
  /// G² = 2 Σ O ln(O/E) over the four cells: twice the log-likelihood ratio that both corpora have one
  /// rate of the word, or each its own; no unit.
  ///
  /// As the differences O − E add up to nothing, it is computed as 2 Σ (O ln(O/E) − (O − E)), of which
  /// no part is negative, so that nothing cancels.
  ///
  /// - Precondition: Counts are not greater than the totals.
  ///
  /// Reference: Dunning 1993, *Accurate Methods for the Statistics of Surprise and Coincidence*.
  package static func logLikelihood(_ a: Int, of first: Int, _ b: Int, of second: Int) -> Double {
    precondition(
      0...max(0, first) ~= a && 0...max(0, second) ~= b, "\(a) of \(first), \(b) of \(second)")
    guard first > 0, second > 0 else { return 0 }
    let (n1, n2) = (Double(first), Double(second))
    let total = n1 + n2
    // O − E, but for its sign the same in all cells.
    let difference = (Double(a) * n2 - Double(b) * n1) / total
    let rate = (Double(a) + Double(b)) / total
    return 2
      * (cell(n1 * rate, difference) + cell(n2 * rate, -difference)
        + cell(n1 * (1 - rate), -difference) + cell(n2 * (1 - rate), difference))
  }

  /// O ln(O/E) − (O − E), with O − E given.
  @inline(__always) private static func cell(_ expected: Double, _ difference: Double) -> Double {
    guard expected > 0 else { return 0 }
    let x = difference / expected
    if x <= -1 { return expected }
    // Where all but the word is concerned, x is small, and the first terms of the series are all there is.
    if abs(x) < 1e-3 { return expected * x * x * (0.5 + x * (x * (1 / 12.0 - x / 20) - 1 / 6.0)) }
    return expected * ((1 + x) * log1p(x) - x)
  }

  /// log₂ of the ratio of the relative frequencies, in bits: 1 where the word is twice as frequent in
  /// the first corpus. A count of nothing is taken for a half.
  ///
  /// Reference: Hardie 2014, *Log Ratio: an informal introduction*.
  package static func logRatio(_ a: Int, of first: Int, _ b: Int, of second: Int) -> Double {
    func rate(_ count: Int, _ total: Int) -> Double {
      (count == 0 ? 0.5 : Double(count)) / Double(max(1, total))
    }
    return log2(rate(a, first) / rate(b, second))
  }

  /// The probability of such a G², or a greater one, where the corpora do not differ: that of χ² with
  /// one degree of freedom. 0 where it is too small for a number, from about 1400 on.
  package static func significance(_ logLikelihood: Double) -> Double {
    erfc((max(0, logLikelihood) / 2).squareRoot())
  }

  /// The least G² that is as significant as that.
  static func leastLogLikelihood(_ significance: Double) -> Double {
    if significance >= 1 { return 0 }
    var (low, high) = (0.0, 3000.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if Self.significance(middle) <= significance { high = middle } else { low = middle }
    }
    return high
  }

  /// The share of false discoveries among all tests that are at least as significant: the least rate at
  /// which each test is still kept.
  ///
  ///     q_i = min over the ranks j ≥ i of min(1, m p_j / j)
  ///
  /// with the probabilities p in ascending order.
  ///
  /// - Parameters:
  ///   - probabilities: In any order. The greatest ones may be missing.
  ///   - tests: m, with the missing ones.
  /// - Returns: q in the order of the probabilities.
  ///
  /// Reference: Benjamini and Hochberg 1995, *Controlling the False Discovery Rate*.
  package static func falseDiscoveryRates(_ probabilities: [Double], tests: Int) -> [Double] {
    precondition(tests >= probabilities.count, "\(probabilities.count) of \(tests) tests")
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    var rates = probabilities
    var least = 1.0
    for (rank, index) in order.enumerated().reversed() {
      least = min(least, probabilities[index] * Double(tests) / Double(rank + 1))
      rates[index] = least
    }
    return rates
  }
}
