import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Strings of atoms, numbered from 0, found by their hash and checked against the text.
struct WordTable<ID: AtomID>: Sendable {
  /// One string, by a place where it stands in the text.
  struct Entry: Sendable {
    var hash: UInt64
    var position: UInt32
    var length: UInt32
    /// Occurrences.
    var count = 0
  }

  private(set) var entries: [Entry] = []
  private var slots: [UInt32]
  private let text: DiscoveryText<ID>

  init(_ text: DiscoveryText<ID>) {
    self.text = text
    slots = Array(repeating: 0, count: 1 << 10)
  }

  static var emptyHash: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// The hash of a string that is one atom longer.
  @inline(__always) static func extend(_ hash: UInt64, by id: ID) -> UInt64 {
    let mixed = (hash ^ UInt64(id)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed &>> 32
  }

  /// The number of a string; `nil` if it is not here.
  @inline(__always) func find(_ hash: UInt64, _ position: Int, _ length: Int) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash &>> 8) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[number].hash == hash, isSame(number, position, length) { return number }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The number of a string, given to it now if it is new.
  mutating func insert(_ hash: UInt64, _ position: Int, _ length: Int) -> Int {
    if let number = find(hash, position, length) { return number }
    entries.append(Entry(hash: hash, position: UInt32(position), length: UInt32(length)))
    if entries.count * 2 > slots.count { grow() } else { place(entries.count - 1) }
    return entries.count - 1
  }

  /// The number of the string at a place; `nil` if it is not here.
  func number(of place: Range<Int>) -> Int? { find(hash(place), place.lowerBound, place.count) }

  /// The number of the string at a place, given to it now if it is new.
  mutating func insert(_ place: Range<Int>) -> Int {
    insert(hash(place), place.lowerBound, place.count)
  }

  private func hash(_ place: Range<Int>) -> UInt64 {
    place.reduce(Self.emptyHash) { Self.extend($0, by: text.ids[$1]) }
  }

  mutating func add(_ count: Int, to number: Int) { entries[number].count += count }

  /// The positions of the atoms of a string.
  func span(_ number: Int) -> Range<Int> {
    let start = Int(entries[number].position)
    return start..<start + Int(entries[number].length)
  }

  private func isSame(_ number: Int, _ position: Int, _ length: Int) -> Bool {
    guard entries[number].length == length else { return false }
    let start = Int(entries[number].position)
    for offset in 0..<length where text.ids[start + offset] != text.ids[position + offset] {
      return false
    }
    return true
  }

  private mutating func place(_ number: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: entries[number].hash &>> 8) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(number + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in entries.indices { place(number) }
  }
}

/// Estimates how many different things were seen, in 16 bytes: linear counting.
///
/// Each hash sets one of 64 bits; one hash in 32 also sets one of 64 bits of a second map, which takes
/// over where the first is nearly full.
struct DistinctEstimate: Sendable {
  private var all: UInt64 = 0
  private var sampled: UInt64 = 0

  @inline(__always) mutating func insert(_ hash: UInt64) {
    all |= 1 &<< (hash &>> 58)
    if hash & 31 == 0 { sampled |= 1 &<< (hash &>> 5 & 63) }
  }

  var value: Double {
    let first = Self.estimate(all)
    return first >= 130 ? max(first, 32 * Self.estimate(sampled)) : first
  }

  private static func estimate(_ bits: UInt64) -> Double {
    let free = max(0.5, Double(64 - bits.nonzeroBitCount))
    return -64 * log(free / 64)
  }
}
