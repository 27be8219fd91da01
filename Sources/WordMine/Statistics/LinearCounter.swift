import Glibc

/// Estimates how many different things were seen, in 16 bytes: linear counting.
///
/// Each hash sets one of 64 bits; one hash in 32 also sets one of 64 bits of a second map, which takes
/// over where the first is nearly full.
struct LinearCounter: Sendable {
  private var all: UInt64 = 0
  private var sampled: UInt64 = 0

  init() {}

  /// - Parameter maps: See `maps`.
  init(maps: (UInt64, UInt64)) { (all, sampled) = maps }

  /// Both maps of bits, which say all that is known.
  var maps: (UInt64, UInt64) { (all, sampled) }

  /// Adds what another counter saw.
  mutating func formUnion(_ other: LinearCounter) {
    all |= other.all
    sampled |= other.sampled
  }

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
