/// A string of one to three atoms as one number: 21 bits an atom, the first highest, zeros below the last.
enum ShortGram {
  /// Of one atom.
  static let bits: UInt64 = 21
  /// An atom that stands lowest.
  static let mask: UInt64 = 1 << bits - 1

  @inline(__always)
  static func key(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) -> UInt64 {
    (first &<< bits | second) &<< bits | third
  }

  @inline(__always)
  static func key(_ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0) -> UInt64 {
    key(UInt64(first), UInt64(second), UInt64(third))
  }

  /// The atom at a place from 0.
  @inline(__always) static func atom(_ key: UInt64, _ place: UInt64) -> UInt64 {
    key &>> ((2 &- place) &* bits) & mask
  }

  /// The number of atoms.
  static func length(_ key: UInt64) -> Int {
    key & mask != 0 ? 3 : key >> bits & mask != 0 ? 2 : 1
  }
}
