import WordMineText

/// Numbers keys from 0 in the order of their first appearance.
struct KeyTable: Sendable {
  private struct Slot: BitwiseCopyable, Sendable {
    var key: UInt64
    /// 1 more than the number; 0 where the slot is free.
    var number: UInt32
  }

  private var slots: SharedArray<Slot>
  private(set) var count = 0

  /// - Parameter expected: About how many keys there will be.
  init(expecting expected: Int = 0) {
    var size = 1 << 8
    while size < 2 * expected { size *= 2 }
    slots = SharedArray(zeros: size)
  }

  @inline(__always) private func firstSlot(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ mixed &>> 29 ^ mixed &>> 47) & (slots.count - 1)
  }

  /// Has the place of a key brought into the cache ahead of its use.
  @inline(__always) func prefetch(_ key: UInt64) { slots.view.prefetch(firstSlot(key)) }

  /// The slot of a key, or the free one where it would stand.
  @inline(__always) private func place(_ key: UInt64) -> Int {
    let slots = slots.view
    let mask = slots.count - 1
    var place = firstSlot(key)
    while slots[place].number != 0, slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  /// The number of a key; `nil` if it never appeared.
  @inline(__always) func find(_ key: UInt64) -> UInt32? {
    let number = slots.view[place(key)].number
    return number == 0 ? nil : number - 1
  }

  /// The number of a key, given to it now if it is new.
  @inline(__always) mutating func insert(_ key: UInt64) -> UInt32 {
    let place = place(key)
    let number = slots.view[place].number
    if number != 0 { return number - 1 }
    count += 1
    slots.view[place] = Slot(key: key, number: UInt32(count))
    if 2 * count > slots.count { grow() }
    return UInt32(count - 1)
  }

  /// The keys by their numbers.
  func keysInOrder() -> [UInt64] {
    var result = [UInt64](repeating: 0, count: count)
    for index in 0..<slots.count where slots.view[index].number != 0 {
      result[Int(slots.view[index].number) - 1] = slots.view[index].key
    }
    return result
  }

  private mutating func grow() {
    let old = slots
    slots = SharedArray(zeros: 2 * old.count)
    for index in 0..<old.count where old.view[index].number != 0 {
      slots.view[place(old.view[index].key)] = old.view[index]
    }
  }
}
