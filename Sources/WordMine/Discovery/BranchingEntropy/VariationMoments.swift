/// Sums over distinct strings, by length, that yield the mean and deviation of V for any weight of
/// the correction.
///
/// With V = v + m e, where v is the variation of the uncorrected entropy and e that of D, the sums
/// are Σ 1, Σ v, Σ e, Σ v², Σ v e and Σ e².
struct VariationMoments: Sendable {
  private struct Sums: Sendable {
    var count = 0.0
    var v = 0.0
    var e = 0.0
    var vv = 0.0
    var ve = 0.0
    var ee = 0.0
  }

  private var sums = InlineArray<4, Sums>(repeating: Sums())

  init() {}

  /// The number of sums.
  static let valueCount = 24

  /// All sums, those of strings of one atom first.
  var values: [Double] {
    (0..<AtomSequence.longestWord).flatMap { index in
      let sums = sums[index]
      return [sums.count, sums.v, sums.e, sums.vv, sums.ve, sums.ee]
    }
  }

  /// - Precondition: There are `valueCount` values.
  init(values: [Double]) {
    for index in 0..<AtomSequence.longestWord {
      let value = { (place: Int) in values[6 * index + place] }
      sums[index] = Sums(
        count: value(0), v: value(1), e: value(2), vv: value(3), ve: value(4), ee: value(5))
    }
  }

  /// Adds a number of strings of a length that all have these variations.
  @inline(__always)
  mutating func add(_ v: Double, _ e: Double, length: Int, times: Int = 1) {
    let times = Double(times)
    sums[length - 1].count += times
    sums[length - 1].v += times * v
    sums[length - 1].e += times * e
    sums[length - 1].vv += times * v * v
    sums[length - 1].ve += times * v * e
    sums[length - 1].ee += times * e * e
  }

  mutating func add(_ other: VariationMoments) {
    for index in 0..<AtomSequence.longestWord {
      sums[index].count += other.sums[index].count
      sums[index].v += other.sums[index].v
      sums[index].e += other.sums[index].e
      sums[index].vv += other.sums[index].vv
      sums[index].ve += other.sums[index].ve
      sums[index].ee += other.sums[index].ee
    }
  }

  /// Mean and standard deviation of V, by length.
  ///
  /// A deviation of zero (all strings alike, or none) is returned as 1.
  func meansAndDeviations(granularity m: Double) -> ([Double], [Double]) {
    var (means, deviations) = ([Double](), [Double]())
    for index in 0..<AtomSequence.longestWord {
      let sums = sums[index]
      let count = max(1, sums.count)
      let mean = (sums.v + m * sums.e) / count
      let variance = (sums.vv + m * (2 * sums.ve + m * sums.ee)) / count - mean * mean
      means.append(mean)
      deviations.append(variance > 1e-12 ? variance.squareRoot() : 1)
    }
    return (means, deviations)
  }
}
