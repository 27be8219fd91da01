import WordMineBase

/// Words of up to four atoms as numbers.
enum WordKey {
  static let empty: UInt64 = 0

  /// The key of a word that is one atom longer: 16 bits an atom; of more bits, hashed.
  @inline(__always)
  static func extend(_ key: UInt64, by atom: UInt64, bits: UInt64) -> UInt64 {
    bits <= 16 ? key &<< 16 | atom : Hash.mix(key ^ atom)
  }
}
