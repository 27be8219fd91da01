import WordMineBase

/// The words of a segmented text as ranges of positions, in order.
struct WordSpans: Sequence, IteratorProtocol {
  private let ids: SharedArray<UInt32>.View
  private let cuts: SharedArray<UInt8>.View
  private let end: Int
  private var position: Int

  /// - Parameters:
  ///   - ids: The atoms, 0 at borders.
  ///   - cuts: 1 where a word begins.
  init(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ cuts: SharedArray<UInt8>.View
  ) {
    (self.ids, self.cuts) = (ids, cuts)
    (position, end) = (range.lowerBound, range.upperBound)
  }

  @inline(__always) mutating func next() -> Range<Int>? {
    while position < end, ids[position] == 0 { position += 1 }
    guard position < end else { return nil }
    let start = position
    repeat { position += 1 } while position < end && ids[position] != 0 && cuts[position] == 0
    return start..<position
  }
}
