import Glibc

/// By how much the entropy per character falls when units that follow each other become one.
///
/// Let N be the number of units, p_i the probability of unit *i*, p that of the string of all *k*, all
/// over N. Replacing each occurrence of the string by one new unit changes the average information
/// per character H/l by −F/l with
///
///     F = p ln(p / Π p_i) − (1 − (k−1)p) ln(1 − (k−1)p) + Σ (p_i − p) ln(1 − p/p_i)
///
/// exactly, after re-estimating all probabilities. `total` is N · F: the nats that the whole text
/// saves. The units must be different, or occurrences could overlap; two equal units have a formula
/// of their own.
///
/// Reference: Su Jianlin, *The principle of minimum entropy (II)*, kexue.fm 5476, eqs. 2.11 and 2.16.
package enum MergeGain {
  /// N · F, in nats.
  ///
  /// - Parameters:
  ///   - count: Occurrences of the string. For two equal units: of disjoint pairs.
  ///   - parts: Occurrences of its units.
  ///   - units: N.
  /// - Returns: `nil` where F is not defined: more than two units of which some are equal.
  package static func total(
    count: Int, parts: [Int], areDistinct: Bool = true, units: Int
  ) -> Double? {
    guard count > 0, units > 0, parts.count > 1 else { return 0 }
    let n = Double(units)
    let p = Double(count) / n
    if !areDistinct {
      guard parts.count == 2 else { return nil }
      let single = Double(parts[0]) / n
      return n * (p * log(p / (single * single)) - xLogX(1 - p) + remaining(single, 2 * p))
    }
    let product = parts.reduce(0) { $0 + log(Double($1) / n) }
    let rest = 1 - Double(parts.count - 1) * p
    let remainders = parts.reduce(0) { $0 + remaining(Double($1) / n, p) }
    return n * (p * (log(p) - product) - xLogX(rest) + remainders)
  }

  /// (q − p) ln(1 − p/q), which is 0 where q = p.
  private static func remaining(_ q: Double, _ p: Double) -> Double {
    q - p <= 1e-15 ? 0 : (q - p) * log1p(-p / q)
  }

  private static func xLogX(_ x: Double) -> Double { x <= 0 ? 0 : x * log(x) }
}
