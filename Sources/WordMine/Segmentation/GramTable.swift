import WordMineText

/// What is known of each string of atoms, found by its key.
///
/// A key and its value stand side by side; with values of up to 8 bytes, a look-up mostly touches
/// one cache line.
struct GramTable<Value: BitwiseCopyable & Sendable>: Sendable {
  private struct Entry: BitwiseCopyable, Sendable {
    /// 0 where there is none.
    var key: UInt64
    var value: Value
  }

  private let entries: SharedArray<Entry>
  private let mask: Int

  /// - Parameter grams: Keys are not 0, and different; there are `count` of them.
  init(count: Int, _ grams: some Sequence<(key: UInt64, value: Value)>) {
    var size = 64
    while size < count * 2 { size *= 2 }
    mask = size - 1
    entries = SharedArray(zeros: size)
    let view = entries.view
    for (key, value) in grams {
      var slot = slot(key)
      while view[slot].key != 0 { slot = (slot &+ 1) & mask }
      view[slot] = Entry(key: key, value: value)
    }
  }

  @inline(__always) private func slot(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> 20 ^ mixed &>> 43) & mask
  }

  @inline(__always) func prefetch(_ key: UInt64) { entries.view.prefetch(slot(key)) }

  @inline(__always) subscript(key: UInt64) -> Value? {
    let view = entries.view
    var slot = slot(key)
    while true {
      let entry = view[slot]
      if entry.key == key { return entry.value }
      if entry.key == 0 { return nil }
      slot = (slot &+ 1) & mask
    }
  }
}
