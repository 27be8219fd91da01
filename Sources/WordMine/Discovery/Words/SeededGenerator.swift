/// Random numbers that a seed repeats: SplitMix64.
struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    defer { state &+= 0x9E37_79B9_7F4A_7C15 }
    return Mixing.hash(state)
  }

  /// From 0, below 1.
  @inline(__always) mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// Numbers that look random but depend on their argument alone.
enum Mixing {
  /// The output function of SplitMix64.
  @inline(__always) static func hash(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed &>> 31
  }

  /// The hash of a number, between 0 and 1.
  static func unit(_ value: UInt64) -> Double { Double(hash(value) >> 11) * 0x1p-53 }
}
