/// How many logits there are in each of many narrow bins, so that they can be moved until as many are
/// positive as before a correction.
struct LogitCounts: Sendable {
  private var bins = [Int32](repeating: 0, count: 1 << 14)
  /// The number of positive logits before the correction.
  private var positives = 0

  /// The bins of a unit.
  private static let scale: Float = 128

  mutating func add(before: Float, after: Float) {
    if before > 0 { positives += 1 }
    let last = Float(bins.count - 1)
    bins[Int(max(0, min(last, after * Self.scale + Float(bins.count / 2))))] += 1
  }

  /// By how much corrected logits must fall for as many to be positive as before, up to the width of a bin.
  var excess: Float {
    var (above, edge) = (0, bins.count / 2)
    guard let highest = bins.lastIndex(where: { $0 > 0 }) else { return 0 }
    edge = highest + 1
    for bin in stride(from: highest, through: 0, by: -1) where bins[bin] > 0 {
      above += Int(bins[bin])
      if above > positives { break }
      edge = bin
    }
    return Float(edge - bins.count / 2) / Self.scale
  }
}
