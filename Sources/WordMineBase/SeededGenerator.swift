import Glibc

/// A counter-based random number generator, Philox 4×32 with 10 rounds: each number is a function
/// of seed, stream and position.
///
/// Numbers do not depend on earlier ones, so parallel or resumed work can draw the same numbers:
/// give each worker its own stream, and save `position`.
///
/// Reference: Salmon et al. 2011, *Parallel Random Numbers: As Easy as 1, 2, 3*.
public struct SeededGenerator: RandomNumberGenerator, Equatable, Sendable {
  public let seed: UInt64
  public let stream: UInt64
  /// The number of 64-bit numbers that were drawn.
  public var position: UInt64

  public init(seed: UInt64, stream: UInt64 = 0, position: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
    self.position = position
  }

  public mutating func next() -> UInt64 {
    defer { position &+= 1 }
    let (first, second) = pair
    return position & 1 == 0 ? first : second
  }

  /// Both numbers of the block that contains `position`.
  private var pair: (UInt64, UInt64) {
    let block = Self.philox(
      SIMD4(
        UInt32(truncatingIfNeeded: position >> 1), UInt32(truncatingIfNeeded: position >> 33),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
      key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    return (UInt64(block[0]) << 32 | UInt64(block[1]), UInt64(block[2]) << 32 | UInt64(block[3]))
  }

  /// The next two numbers, from one block if it contains both.
  private mutating func nextPair() -> (UInt64, UInt64) {
    guard position & 1 == 0 else { return (next(), next()) }
    defer { position &+= 2 }
    return pair
  }

  /// Ten rounds of multiplication and exchange on a 128-bit counter.
  static func philox(_ counter: SIMD4<UInt32>, key: (UInt32, UInt32)) -> SIMD4<UInt32> {
    var (x, key) = (counter, key)
    for _ in 0..<10 {
      let a = UInt64(x[0]) &* 0xD251_1F53
      let b = UInt64(x[2]) &* 0xCD9E_8D57
      x = SIMD4(
        UInt32(truncatingIfNeeded: b >> 32) ^ x[1] ^ key.0, UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ x[3] ^ key.1, UInt32(truncatingIfNeeded: a))
      key = (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85)
    }
    return x
  }

  /// A uniform number in 0 ..< 1.
  public mutating func uniform() -> Double { Self.uniform(next()) }

  private static func uniform(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }

  /// A number from the standard normal distribution, by the Box–Muller transform.
  public mutating func normal() -> Double {
    let (first, second) = nextPair()
    let radius = (-2 * log(1 - Self.uniform(first))).squareRoot()
    return radius * cos(2 * Double.pi * Self.uniform(second))
  }
}
