/// Distinct byte strings, numbered from 0 in order of first appearance.
package struct StringTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing; each slot is 0 if free, otherwise id + 1.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  package init() {}

  package var count: Int { ends.count }

  /// The memory in use, in bytes.
  package var memory: Int { bytes.capacity + 16 * ends.capacity + 4 * slots.count }

  /// The string with an id.
  package subscript(id: Int) -> ArraySlice<UInt8> {
    bytes[(id == 0 ? 0 : ends[id - 1])..<ends[id]]
  }

  /// The hash of a string, as `Hash.bytes` computes it.
  package func hash(of id: Int) -> UInt64 { hashes[id] }

  /// The id of a string, assigned now if the string is new.
  ///
  /// - Complexity: O(length), amortized.
  package mutating func insert(_ string: Span<UInt8>) -> Int {
    insert(string, hash: Hash.bytes(string))
  }

  /// The id of a text, assigned now if the text is new.
  package mutating func insert(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    return insert(bytes.span)
  }

  /// The id of a string whose hash is known.
  package mutating func insert(_ string: Span<UInt8>, hash: UInt64) -> Int {
    let slot = slot(of: string, hash: hash)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    slots[slot] = UInt32(count + 1)
    for index in string.indices { bytes.append(string[index]) }
    ends.append(bytes.count)
    hashes.append(hash)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// The id of a string; `nil` if it was never inserted.
  package func id(of string: Span<UInt8>) -> Int? {
    let slot = slot(of: string, hash: Hash.bytes(string))
    return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
  }

  /// The id of a text; `nil` if it was never inserted.
  package func id(of text: String) -> Int? { id(of: Array(text.utf8).span) }

  /// The slot of a string, or the free slot where it belongs.
  private func slot(of string: Span<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let id = Int(slots[slot]) - 1
      if hashes[id] == hash, matches(id, string) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  private func matches(_ id: Int, _ string: Span<UInt8>) -> Bool {
    let start = id == 0 ? 0 : ends[id - 1]
    guard ends[id] - start == string.count else { return false }
    for index in 0..<string.count where bytes[start + index] != string[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for id in 0..<count {
      var slot = Int(truncatingIfNeeded: hashes[id]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(id + 1)
    }
  }
}
