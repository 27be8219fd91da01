/// Distinct strings of bytes, numbered from 0 in the order of their first appearance.
public struct RunTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing; 0 is free, else number + 1.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  public init() {}

  public var count: Int { ends.count }

  /// Bytes of memory in use.
  public var memory: Int { bytes.capacity + 16 * ends.capacity + 4 * slots.count }

  /// The string of that number.
  public subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// The hash of that string, as `hash(of:)` gives it.
  public func hash(of number: Int) -> UInt64 { hashes[number] }

  /// The number of a string, given to it now if it is new.
  ///
  /// - Complexity: O(length), amortized.
  public mutating func intern(_ string: Span<UInt8>, hash: UInt64) -> Int {
    let slot = slot(of: string, hash: hash)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    slots[slot] = UInt32(count + 1)
    for index in string.indices { bytes.append(string[index]) }
    ends.append(bytes.count)
    hashes.append(hash)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// The number of a string; `nil` if it was never interned.
  public func number(of string: Span<UInt8>) -> Int? {
    let slot = slot(of: string, hash: Self.hash(string))
    return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
  }

  /// Where a string stands, or would.
  private func slot(of string: Span<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, matches(number, string) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  private func matches(_ number: Int, _ string: Span<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == string.count else { return false }
    for index in 0..<string.count where bytes[start + index] != string[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in 0..<count {
      var slot = Int(truncatingIfNeeded: hashes[number]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// A hash of bytes: FNV-1a, mixed once more.
  public static func hash(_ string: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<string.count { hash = (hash ^ UInt64(string[index])) &* 0x100_0000_01B3 }
    hash ^= hash &>> 32
    return hash &* 0x9E37_79B9_7F4A_7C15
  }
}
