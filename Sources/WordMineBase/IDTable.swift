/// Numbers keys from 0 in order of first appearance. `UInt64.max` is not a valid key.
@usableFromInline package struct IDTable: Sendable {
  @usableFromInline var table: HashTable<UInt64, UInt32>

  /// - Parameter expected: The approximate number of keys.
  package init(expecting expected: Int = 0) { table = HashTable(expecting: expected) }

  @inlinable package var count: Int { table.count }

  /// The memory in use, in bytes.
  package var memory: Int { table.memory }

  /// Prefetches the slot of a key.
  @inlinable @inline(__always) package func prefetch(_ key: UInt64) { table.prefetch(key) }

  /// The id of a key; `nil` if it is not in the table.
  @inlinable @inline(__always) package func id(of key: UInt64) -> UInt32? { table[key] }

  /// The id of a key, assigned now if the key is new.
  @inlinable @inline(__always) package mutating func insert(_ key: UInt64) -> UInt32 {
    let next = UInt32(truncatingIfNeeded: table.count)
    return table.insert(key, next)
  }

  /// The keys in the order of their ids.
  package var keys: [UInt64] {
    var keys = [UInt64](repeating: 0, count: count)
    for (key, id) in table.entries { keys[Int(id)] = key }
    return keys
  }
}
