/// Deterministic hash functions.
@usableFromInline package enum Hash {
  /// 2⁶⁴ divided by the golden ratio; its multiples are evenly spread.
  @usableFromInline package static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The output function of SplitMix64: a bijection of 64 bits.
  ///
  /// Reference: Steele, Lea and Flood 2014, *Fast Splittable Pseudorandom Number Generators*.
  @inlinable @inline(__always) package static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ golden
    mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed &>> 31
  }

  /// The hash of a number as a fraction in 0 ..< 1.
  @inlinable package static func unit(_ value: UInt64) -> Double {
    Double(mix(value) &>> 11) * 0x1p-53
  }

  /// The first slot to probe for a key in a table whose size is a power of two.
  @inlinable @inline(__always) package static func slot(_ key: UInt64, mask: Int) -> Int {
    let mixed = key &* golden
    return Int(truncatingIfNeeded: mixed ^ mixed &>> 29 ^ mixed &>> 47) & mask
  }

  /// The hash of bytes: FNV-1a with a final mix.
  @inlinable package static func bytes(_ bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<bytes.count { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    hash ^= hash &>> 32
    return hash &* golden
  }
}
