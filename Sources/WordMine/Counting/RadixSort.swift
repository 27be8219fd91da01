import WordMineBase
import WordMineText

/// Sorts unsigned keys by some of their bits, least significant digit first.
///
/// - Complexity: O(keys · digits); a few keys are sorted by insertion instead.
enum RadixSort {
  typealias Key = FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable

  private static let insertionLimit = 40

  /// Sorts `keys` by the `bits` above the lowest `lowest`; keys that agree there keep their order.
  ///
  /// A few keys are sorted by all of their bits, so those below must ascend to begin with.
  ///
  /// - Parameters:
  ///   - scratch: At least as many places as there are keys.
  ///   - histogram: Room for counting, kept between calls.
  static func sort<K: Key>(
    _ keys: SharedArray<K>.View, bits: Int, above lowest: Int = 0,
    scratch: SharedArray<K>.View, histogram: inout [UInt32]
  ) {
    let sorted = sorted(
      keys, bits: bits, above: lowest, scratch: scratch, histogram: &histogram)
    if !sorted.isSame(as: keys) { keys.copy(from: sorted) }
  }

  /// As `sort`, but the sorted keys are wherever the last pass put them: `keys` or `scratch`.
  static func sorted<K: Key>(
    _ keys: SharedArray<K>.View, bits: Int, above lowest: Int = 0,
    scratch: SharedArray<K>.View, histogram: inout [UInt32]
  ) -> SharedArray<K>.View {
    let count = keys.count
    if count <= insertionLimit {
      insertionSort(keys)
      return keys
    }
    let digit = digitWidth(bits: bits, count: count)
    let passes = (bits + digit - 1) / digit
    let size = 1 << digit
    if histogram.count < passes * size {
      histogram = Array(repeating: 0, count: passes * size)
    }
    var places = histogram.mutableSpan
    countDigits(keys, digit, passes, lowest, &places)
    var (source, target) = (keys, scratch.slice(0..<count))
    for pass in 0..<passes {
      let base = pass * size
      let shift = lowest + pass * digit
      if isOneDigit(source[0], places, base, shift, size - 1, count) { continue }
      var sum: UInt32 = 0
      for index in base..<base + size {
        let here = places[index]
        places[index] = sum
        sum &+= here
      }
      for index in 0..<count {
        let key = source[index]
        let place =
          base &+ Int(truncatingIfNeeded: key &>> K(truncatingIfNeeded: shift)) & (size &- 1)
        target[Int(places[place])] = key
        places[place] &+= 1
      }
      swap(&source, &target)
    }
    return source
  }

  /// The width of digits with which the passes over keys and counters are cheapest.
  private static func digitWidth(bits: Int, count: Int) -> Int {
    var (best, bestCost) = (8, Int.max)
    for width in 6...13 {
      let cost = (bits + width - 1) / width * (count + (1 << width))
      if cost < bestCost { (best, bestCost) = (width, cost) }
    }
    return best
  }

  private static func countDigits<K: Key>(
    _ keys: SharedArray<K>.View, _ digit: Int, _ passes: Int, _ lowest: Int,
    _ places: inout MutableSpan<UInt32>
  ) {
    let size = 1 << digit
    for index in 0..<passes * size { places[index] = 0 }
    for index in 0..<keys.count {
      var key = keys[index] &>> K(truncatingIfNeeded: lowest)
      var base = 0
      while base < passes &* size {
        places[base &+ Int(truncatingIfNeeded: key) & (size &- 1)] &+= 1
        key &>>= K(truncatingIfNeeded: digit)
        base &+= size
      }
    }
  }

  private static func isOneDigit<K: Key>(
    _ key: K, _ places: borrowing MutableSpan<UInt32>, _ base: Int, _ shift: Int, _ mask: Int,
    _ count: Int
  ) -> Bool {
    let place = Int(truncatingIfNeeded: key &>> K(truncatingIfNeeded: shift)) & mask
    return Int(places[base + place]) == count
  }

  private static func insertionSort<K: Key>(_ keys: SharedArray<K>.View) {
    guard keys.count > 1 else { return }
    for index in 1..<keys.count {
      let key = keys[index]
      var place = index
      while place > 0, keys[place - 1] > key {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
    }
  }
}
