/// A feature of the gap between the atoms *a* and *b*, with *p* before *a* and *q* after *b*.
///
/// Each feature has one of up to `bins` values, the bins of `GapBins`, and the boundary model has a
/// weight for each value.
enum GapFeature: Int, CaseIterable, Sendable {
  case constant
  /// PMI(a, b).
  case information
  /// The right entropy of *a*, and the left entropy of *b*.
  case rightEntropy1, leftEntropy1
  /// The right entropy of *pa*, and the left entropy of *bq*.
  case rightEntropy2, leftEntropy2
  /// The right entropy of the three atoms before, and the left entropy of the three after.
  case rightEntropy3, leftEntropy3
  /// ln n(ab).
  case pairCount
  /// PMI(p, a) and PMI(b, q).
  case informationBefore, informationAfter
  /// ln n(pab)/n(ab) and ln n(abq)/n(ab).
  case ratioBefore, ratioAfter
  /// The right and the left entropy of *ab*.
  case pairRightEntropy, pairLeftEntropy

  static let count = 15
  /// The number of weights reserved for each feature.
  static let bins = 32

  /// The index of a bin's weight among those of all features.
  @inline(__always) func place(_ bin: UInt32) -> Int { rawValue &* Self.bins &+ Int(bin) }
}
