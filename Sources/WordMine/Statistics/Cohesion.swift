import Glibc

/// How firmly a string holds together at its weakest place.
///
///     min over the splits into l and r of ln(n N / (n_l n_r))
///
/// the pointwise mutual information of the two parts, in nats. Probabilities are over the N atoms of
/// the text for strings of all lengths.
///
/// Reference: Su Jianlin, kexue.fm 4256, after matrix67.
package enum Cohesion {
  /// - Parameter splits: The counts of the two parts of each split.
  package static func minimum(
    count: Int, splits: some Sequence<(left: Int, right: Int)>, units: Int
  ) -> Double? {
    let weakest = splits.map { Double($0.left) * Double($0.right) }.max()
    return weakest.map { log(Double(count) * Double(units) / $0) }
  }
}
