import WordMineText

/// What each string of atoms adds to the logits of the gaps around it, found by its key.
///
/// The features of the boundary model are statistics of strings; each string takes part in the
/// features of a few gaps, so its share in their logits can be worked out once.
struct GramTable<Shares: BitwiseCopyable & Sendable>: Sendable {
  private let keys: SharedArray<UInt64>
  private let values: SharedArray<Shares>
  private let mask: Int

  /// - Parameter entries: Keys are not 0, and different; there are `count` of them.
  init(count: Int, _ entries: some Sequence<(key: UInt64, shares: Shares)>) {
    var size = 64
    while size < count * 2 { size *= 2 }
    mask = size - 1
    keys = SharedArray(zeros: size)
    values = SharedArray(zeros: size)
    for (key, shares) in entries {
      var slot = slot(key)
      while keys.view[slot] != 0 { slot = (slot + 1) & mask }
      keys.view[slot] = key
      values.view[slot] = shares
    }
  }

  @inline(__always) private func slot(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> 20 ^ mixed &>> 43) & mask
  }

  @inline(__always) func prefetch(_ key: UInt64) {
    let slot = slot(key)
    keys.view.prefetch(slot)
    values.view.prefetch(slot)
  }

  @inline(__always) subscript(key: UInt64) -> Shares? {
    var slot = slot(key)
    while true {
      let found = keys.view[slot]
      if found == key { return values.view[slot] }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }
}
