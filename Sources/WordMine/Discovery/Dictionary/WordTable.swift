import WordMineBase
import WordMineText

/// Numbered strings of atoms, found by their hash and verified against the text.
struct WordTable: Sendable {
  /// One string, by a place where it occurs in the text.
  struct Entry: Sendable {
    var position: UInt32
    var length: UInt32
    /// Occurrences.
    var count = 0
  }

  private(set) var entries: [Entry] = []
  /// The numbers, keyed by the upper half of the hash; a key already in use is rehashed.
  private var numbers = HashTable<UInt32, UInt32>()
  private let text: AtomSequence

  init(_ text: AtomSequence) { self.text = text }

  static var emptyHash: UInt64 { Hash.golden }

  /// The hash of a string extended by one atom.
  @inline(__always) static func extend(_ hash: UInt64, by id: UInt32) -> UInt64 {
    let mixed = (hash ^ UInt64(id)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed &>> 32
  }

  /// The number of a string; `nil` if it is not in the table.
  @inline(__always) func find(_ hash: UInt64, _ position: Int, _ length: Int) -> Int? {
    var key = Self.key(hash)
    while let number = numbers[key].map(Int.init) {
      if isSame(number, position, length) { return number }
      key = Self.key(Hash.mix(UInt64(key)))
    }
    return nil
  }

  /// Prefetches where the number of a string is kept.
  @inline(__always) func prefetchNumber(_ hash: UInt64) { numbers.prefetch(Self.key(hash)) }

  /// Prefetches the string that probably has a hash.
  ///
  /// - Returns: Its number; `nil` if there is none.
  @inline(__always) func prefetchEntry(_ hash: UInt64) -> Int? {
    guard let number = numbers[Self.key(hash)].map(Int.init) else { return nil }
    entries.prefetch(number)
    return number
  }

  /// The number of a string, assigned now if the string is new.
  mutating func insert(_ hash: UInt64, _ position: Int, _ length: Int) -> Int {
    var key = Self.key(hash)
    while true {
      let number = Int(numbers.insert(key, UInt32(entries.count)))
      if number == entries.count {
        entries.append(Entry(position: UInt32(position), length: UInt32(length)))
        return number
      }
      if isSame(number, position, length) { return number }
      key = Self.key(Hash.mix(UInt64(key)))
    }
  }

  /// Only 31 bits, because the table reserves the largest key.
  @inline(__always) private static func key(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash &>> 33)
  }

  /// The number of the string at a place; `nil` if it is not in the table.
  func number(of place: Range<Int>) -> Int? { find(hash(place), place.lowerBound, place.count) }

  /// The number of the string at a place, assigned now if the string is new.
  mutating func insert(_ place: Range<Int>) -> Int {
    insert(hash(place), place.lowerBound, place.count)
  }

  /// The hash of the string at a place.
  func hash(_ place: Range<Int>) -> UInt64 {
    place.reduce(Self.emptyHash) { Self.extend($0, by: text.ids[$1]) }
  }

  mutating func add(_ count: Int, to number: Int) { entries[number].count += count }

  /// The positions of the atoms of a string.
  func span(_ number: Int) -> Range<Int> {
    let start = Int(entries[number].position)
    return start..<start + Int(entries[number].length)
  }

  @inline(__always) private func isSame(_ number: Int, _ position: Int, _ length: Int) -> Bool {
    guard entries[number].length == length else { return false }
    let start = Int(entries[number].position)
    for offset in 0..<length where text.ids[start + offset] != text.ids[position + offset] {
      return false
    }
    return true
  }
}
