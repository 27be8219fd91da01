import WordMineText

/// Numbers keys from 0 in the order of their first appearance.
struct KeyTable: Sendable {
  private var keys: SharedArray<UInt64>
  private var numbers: SharedArray<UInt32>
  private(set) var count = 0

  /// - Parameter expected: About how many keys there will be.
  init(expecting expected: Int = 0) {
    var size = 1 << 10
    while size < 2 * expected { size *= 2 }
    keys = SharedArray(zeros: size)
    numbers = SharedArray(zeros: size)
  }

  @inline(__always) private func firstSlot(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ mixed &>> 29 ^ mixed &>> 47) & (keys.count - 1)
  }

  /// Has the place of a key brought into the cache ahead of its use.
  @inline(__always) func prefetch(_ key: UInt64) {
    let slot = firstSlot(key)
    keys.view.prefetch(slot)
    numbers.view.prefetch(slot)
  }

  /// The slot of a key, or the free one where it would stand.
  @inline(__always) private func slot(_ key: UInt64) -> Int {
    let (keys, numbers) = (keys.view, numbers.view)
    let mask = keys.count - 1
    var slot = firstSlot(key)
    // Number + 1 is kept; 0 is a free slot.
    while numbers[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  /// The number of a key; `nil` if it never appeared.
  @inline(__always) func find(_ key: UInt64) -> UInt32? {
    let number = numbers.view[slot(key)]
    return number == 0 ? nil : number - 1
  }

  /// The number of a key, given to it now if it is new.
  @inline(__always) mutating func insert(_ key: UInt64) -> UInt32 {
    let slot = slot(key)
    if numbers.view[slot] != 0 { return numbers.view[slot] - 1 }
    keys.view[slot] = key
    numbers.view[slot] = UInt32(count + 1)
    count += 1
    if 2 * count > keys.count { grow() }
    return UInt32(count - 1)
  }

  /// The keys by their numbers.
  func keysInOrder() -> [UInt64] {
    var result = [UInt64](repeating: 0, count: count)
    for slot in 0..<keys.count where numbers.view[slot] != 0 {
      result[Int(numbers.view[slot]) - 1] = keys.view[slot]
    }
    return result
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = SharedArray(zeros: 2 * oldKeys.count)
    numbers = SharedArray(zeros: 2 * oldKeys.count)
    for index in 0..<oldKeys.count where oldNumbers.view[index] != 0 {
      let slot = slot(oldKeys.view[index])
      keys.view[slot] = oldKeys.view[index]
      numbers.view[slot] = oldNumbers.view[index]
    }
  }
}
