/// The next windows of several sorted files, and which of them is least: a tree of losers.
///
/// Each inner node keeps the file that lost there; when the winner's file goes on, its next window is
/// compared once a level. Of equal windows, that of the first file wins.
///
/// Reference: Knuth 1998, *The Art of Computer Programming*, volume 3, section 5.4.1.
struct MergeTree {
  /// The next window of each file, `MergeWindow.end` after its last.
  private var windows: [MergeWindow]
  /// The file that lost at each inner node, from 1; the parent of a node is its half, and the leaves
  /// follow the inner nodes.
  private var losers: [Int]
  private var winner: Int

  /// - Precondition: There is a file.
  init(_ windows: [MergeWindow]) {
    self.windows = windows
    let count = windows.count
    losers = Array(repeating: 0, count: count)
    // Who won at each node.
    var winners = Array(repeating: 0, count: count) + Array(0..<count)
    for node in stride(from: count - 1, to: 0, by: -1) {
      let (one, other) = (winners[2 * node], winners[2 * node + 1])
      let isFirst = Self.precedes(one, other, windows)
      winners[node] = isFirst ? one : other
      losers[node] = isFirst ? other : one
    }
    winner = winners[min(1, count - 1)]
  }

  /// The file of the least window.
  var source: Int { winner }
  var least: MergeWindow { windows[winner] }

  /// The file of the least window goes on with another.
  @inline(__always) mutating func replaceLeast(with window: MergeWindow) {
    windows[winner] = window
    var node = (windows.count + winner) / 2
    while node > 0 {
      let other = losers[node]
      if Self.precedes(other, winner, windows) {
        losers[node] = winner
        winner = other
      }
      node /= 2
    }
  }

  @inline(__always)
  private static func precedes(_ one: Int, _ other: Int, _ windows: [MergeWindow]) -> Bool {
    windows[one].isSame(as: windows[other])
      ? one < other : windows[one].precedes(windows[other])
  }
}
