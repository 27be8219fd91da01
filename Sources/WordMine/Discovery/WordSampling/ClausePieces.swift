import WordMineBase
import WordMineText

/// The clauses of a text; long ones in pieces that can be segmented one by one.
enum ClausePieces {
  private static let longest = 2048
  /// A piece ends at the likeliest cut among its last gaps.
  private static let choice = 32

  /// Gives each piece in order.
  ///
  /// - Parameter ids: The atoms, 0 at borders.
  static func visit(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ logits: SharedArray<Float>.View,
    _ body: (Range<Int>) -> Void
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      if ids[start] == 0 {
        start += 1
        continue
      }
      var end = start + 1
      while end < range.upperBound, ids[end] != 0, end - start < longest { end += 1 }
      if end < range.upperBound, ids[end] != 0 {
        for position in end - choice..<end where logits[position] > logits[end] { end = position }
      }
      body(start..<end)
      start = end
    }
  }
}
