/// Numbers keys from 1, in the order of their first appearance. No key is 0.
struct PairNumbers {
  private var keys = [UInt64](repeating: 0, count: 1 << 10)
  private var numbers = [UInt32](repeating: 0, count: 1 << 10)
  private var count = 0

  mutating func number(_ key: UInt64) -> Int {
    let slot = slot(of: key)
    if keys[slot] == key { return Int(numbers[slot]) }
    count += 1
    keys[slot] = key
    numbers[slot] = UInt32(count)
    if count * 2 > keys.count { grow() }
    return count
  }

  /// Where a key stands, or would stand.
  @inline(__always) private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed ^ mixed &>> 32) & mask
    while keys[slot] != key, keys[slot] != 0 { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = Array(repeating: 0, count: 2 * oldKeys.count)
    numbers = Array(repeating: 0, count: keys.count)
    for (key, number) in zip(oldKeys, oldNumbers) where key != 0 {
      let slot = slot(of: key)
      (keys[slot], numbers[slot]) = (key, number)
    }
  }
}
