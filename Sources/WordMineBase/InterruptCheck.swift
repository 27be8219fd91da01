/// Looks at the interrupt of a tight loop now and then.
///
///     var check = InterruptCheck(workers)
///     while let window = try reader.next() {
///       try check.step()
///       …
///     }
@usableFromInline package struct InterruptCheck: Sendable {
  @usableFromInline let workers: Workers
  @usableFromInline let mask: UInt32
  @usableFromInline var steps: UInt32 = 0

  /// - Parameter interval: The number of steps between two looks, a power of two.
  @inlinable package init(_ workers: Workers, every interval: UInt32 = 1 << 16) {
    self.workers = workers
    mask = interval - 1
  }

  /// Looks at the first step, and then once in each interval.
  ///
  /// - Throws: `Interrupted` once an interrupt has been requested.
  @inlinable @inline(__always) package mutating func step() throws(Interrupted) {
    if steps & mask == 0 { try workers.checkInterrupt() }
    steps &+= 1
  }

  /// Reports the progress of a stage, too.
  ///
  /// - Throws: `Interrupted` once an interrupt has been requested.
  @inlinable @inline(__always) package mutating func step(
    _ stage: String, _ done: Int, of total: Int
  ) throws(Interrupted) {
    if steps & mask == 0 { try workers.report(stage, Double(done) / Double(max(1, total))) }
    steps &+= 1
  }
}

extension MutableCollection where Self: RandomAccessCollection {
  /// Sorts, looking at the interrupt now and then.
  ///
  /// - Throws: `Interrupted`; the order of the elements is then undefined.
  /// - Complexity: O(n log n).
  @inlinable package mutating func sort(
    on workers: Workers, by precedes: (Element, Element) -> Bool
  ) throws {
    var check = InterruptCheck(workers)
    try sort { one, other in
      try check.step()
      return precedes(one, other)
    }
  }
}
