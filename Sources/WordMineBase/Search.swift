extension RandomAccessCollection {
  /// The first index whose element satisfies the predicate, in a collection where all elements that
  /// do not satisfy it come first; `endIndex` if there is none.
  ///
  /// - Complexity: O(log count) calls of the predicate.
  @inlinable @inline(__always)
  package func partitioningIndex(where predicate: (Element) -> Bool) -> Index {
    var (low, count) = (startIndex, self.count)
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if predicate(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}

extension Sequence<Int> {
  /// The sums of all prefixes, starting with the empty one; turns group sizes into start indices.
  package func prefixSums() -> [Int] {
    var sums = [0]
    sums.reserveCapacity(underestimatedCount + 1)
    for element in self { sums.append(sums[sums.count - 1] + element) }
    return sums
  }
}
