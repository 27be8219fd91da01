/// A hash table with integer keys: open addressing, at most half full.
///
/// Keys and values are interleaved, so a look-up mostly touches one cache line. `Key.max` is not a
/// valid key. Like Swift's own collections, it ends the process where it cannot grow.
@usableFromInline
package struct HashTable<
  Key: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable,
  Value: BitwiseCopyable & Sendable
>: Sendable {
  @usableFromInline package struct Slot: BitwiseCopyable, Sendable {
    /// The complement of the key, so that zeroed memory means free.
    @usableFromInline var mark: Key
    @usableFromInline var value: Value

    @inlinable init(mark: Key, value: Value) {
      self.mark = mark
      self.value = value
    }
  }

  @usableFromInline var slots: SharedArray<Slot>
  /// The number of keys.
  @usableFromInline package var count = 0

  /// - Parameter expected: The approximate number of keys.
  @inlinable package init(expecting expected: Int = 0) {
    var size = 1 << 6
    while size < 2 * expected { size *= 2 }
    slots = SharedArray(zerosOrTrap: size)
  }

  /// - Parameters:
  ///   - count: The number of keys.
  ///   - keys: Each key, by its index; it is asked for twice, the first time some steps ahead.
  ///   - values: The value of each key.
  @inlinable package init(
    expecting count: Int, keys: (Int) -> Key, values: (Int) -> Value
  ) {
    self.init(expecting: count)
    let ahead = 16
    for index in 0..<min(ahead, count) { prefetch(keys(index)) }
    for index in 0..<count {
      if index + ahead < count { prefetch(keys(index + ahead)) }
      set(keys(index), values(index))
    }
  }

  /// Prefetches the slot of a key.
  @inlinable @inline(__always) package func prefetch(_ key: Key) {
    prefetch(home: home(of: key))
  }

  /// The slot where the search for a key begins.
  @inlinable @inline(__always) package func home(of key: Key) -> Int {
    Hash.slot(UInt64(key), mask: slots.view.count &- 1)
  }

  /// Prefetches the slot where the search for a key begins.
  @inlinable @inline(__always) package func prefetch(home: Int) { slots.view.prefetch(home) }

  /// The value of a key, whose search begins at `home`; `nil` if the key is not in the table.
  @inlinable @inline(__always) package func value(of key: Key, from home: Int) -> Value? {
    let view = slots.view
    let mark = ~key
    var slot = home
    var entry = view[slot]
    while entry.mark != mark, entry.mark != 0 {
      slot = (slot &+ 1) & (view.count &- 1)
      entry = view[slot]
    }
    return entry.mark == 0 ? nil : entry.value
  }

  /// The slot of a key, or the free slot where it belongs.
  @inlinable @inline(__always) func slot(of key: Key) -> Int {
    let view = slots.view
    let mask = view.count &- 1
    let mark = ~key
    var slot = home(of: key)
    while view[slot].mark != mark, view[slot].mark != 0 { slot = (slot &+ 1) & mask }
    return slot
  }

  /// The value of a key; `nil` if the key is not in the table.
  @inlinable @inline(__always) package subscript(key: Key) -> Value? {
    value(of: key, from: home(of: key))
  }

  /// The value of a key; a new key is inserted with `value`.
  @inlinable @inline(__always)
  package mutating func insert(_ key: Key, _ value: Value) -> Value {
    let slot = slot(of: key)
    if slots.view[slot].mark != 0 { return slots.view[slot].value }
    add(key, value, at: slot)
    return value
  }

  /// Sets the value of a key.
  @inlinable package mutating func set(_ key: Key, _ value: Value) {
    let slot = slot(of: key)
    if slots.view[slot].mark != 0 {
      copyIfShared()
      slots.view[slot].value = value
    } else {
      add(key, value, at: slot)
    }
  }

  @inlinable mutating func add(_ key: Key, _ value: Value, at slot: Int) {
    copyIfShared()
    slots.view[slot] = Slot(mark: ~key, value: value)
    count += 1
    if 2 * count > slots.count { grow() }
  }

  /// The keys and their values, in no particular order.
  @inlinable package var entries: some Sequence<(key: Key, value: Value)> {
    (0..<slots.count).lazy.map { self.slots.view[$0] }.filter { $0.mark != 0 }
      .map { (key: ~$0.mark, value: $0.value) }
  }

  /// Makes the slots unique before a change, because copies share them.
  @inlinable mutating func copyIfShared() {
    if isKnownUniquelyReferenced(&slots) { return }
    let shared = slots
    slots = SharedArray(zerosOrTrap: shared.count)
    slots.view.copy(from: shared.view)
  }

  @inlinable mutating func grow() {
    let old = slots
    slots = SharedArray(zerosOrTrap: 2 * old.count)
    for index in 0..<old.count where old.view[index].mark != 0 {
      slots.view[slot(of: ~old.view[index].mark)] = old.view[index]
    }
  }

  /// The memory in use, in bytes.
  package var memory: Int { slots.count * MemoryLayout<Slot>.stride }
}
