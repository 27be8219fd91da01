/// The positions of each id in a sequence, in ascending order.
@usableFromInline package struct InvertedIndex: Sendable {
  /// The start of the positions of each id, and the end of the last.
  @usableFromInline package let starts: [Int]
  @usableFromInline package let positions: SharedArray<UInt32>.View
  private let storage: SharedArray<UInt32>

  /// - Parameters:
  ///   - ids: Fewer than 2³² ids; 0 is a border and is not indexed.
  ///   - range: The positions to index.
  ///   - count: One more than the greatest id.
  /// - Complexity: O(positions + ids).
  package init(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, count: Int
  ) throws(OutOfMemory) {
    var counts = [Int](repeating: 0, count: count)
    for position in range { counts[Int(ids[position])] += 1 }
    counts[0] = 0
    starts = counts.prefixSums()
    storage = try SharedArray(zeros: starts[count])
    positions = storage.view
    var nextStorage = starts
    var next = nextStorage.mutableSpan
    let positions = positions
    for position in range {
      let id = Int(ids[position])
      if id == 0 { continue }
      positions[next[id]] = UInt32(truncatingIfNeeded: position)
      next[id] += 1
    }
  }

  /// The positions of an id.
  @inlinable package subscript(id: Int) -> SharedArray<UInt32>.View {
    positions.slice(starts[id]..<starts[id + 1])
  }

  /// The greatest number of positions of an id.
  package var longest: Int {
    starts.indices.dropLast().map { starts[$0 + 1] - starts[$0] }.max() ?? 0
  }

  /// The ids from 1 in consecutive ranges of at least `size` positions each, except the last.
  package func parts(ofSize size: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var first = 1
    for id in 1..<max(1, starts.count - 1) where starts[id + 1] - starts[first] >= size {
      parts.append(first..<id + 1)
      first = id + 1
    }
    if first < starts.count - 1 { parts.append(first..<starts.count - 1) }
    return parts
  }
}
