import WordMineText

/// Strings that were counted elsewhere, as records of one bucket after the other.
final class BackgroundRecords {
  private var head: UInt128?

  init() {}

  /// The next record of the bucket, if it comes before the text's record `next`; `nil` otherwise.
  @inline(__always)
  func record(before bucket: SharedArray<UInt128>.View, _ next: Int) -> UInt128? {
    guard let head else { return nil }
    if next == bucket.count { return head }
    let lowest = UInt128(RunRecord.lowestBit)
    return head &>> lowest <= bucket[next] &>> lowest ? head : nil
  }

  func advance() throws { head = nil }
}
