import WordMineBase

/// Up to eight atoms by their ranks, packed so that keys compare as n-grams do: a prefix first.
struct GramKey: Hashable, BitwiseCopyable, Sendable {
  /// Four atoms each, the first one highest; zeros after the last.
  private var high: UInt128
  private var low: UInt128

  static let empty = GramKey(high: 0, low: 0)

  private init(high: UInt128, low: UInt128) { (self.high, self.low) = (high, low) }

  /// The first atoms of a window.
  ///
  /// - Parameter ranks: The ranks to use, by those in the file of the window.
  @inline(__always) init(_ window: NGramWindow, length: Int, ranks: Span<UInt32>) {
    high = Self.pack(window, from: 0, length, ranks)
    low = length <= 4 || window.atoms[4] == 0 ? 0 : Self.pack(window, from: 4, length, ranks)
  }

  init(_ atoms: [UInt32]) {
    precondition(atoms.count <= NGramWindow.longest, "\(atoms.count) atoms")
    (high, low) = (0, 0)
    for (index, atom) in atoms.enumerated() {
      let part = UInt128(atom) &<< UInt128(96 - 32 * (index & 3))
      if index < 4 { high |= part } else { low |= part }
    }
  }

  @inline(__always) private static func pack(
    _ window: NGramWindow, from start: Int, _ length: Int, _ ranks: Span<UInt32>
  ) -> UInt128 {
    func rank(_ place: Int) -> UInt64 {
      let index = start &+ place
      return index < length ? UInt64(ranks[Int(window.atoms[index])]) : 0
    }
    let (high, low) = (rank(0) &<< 32 | rank(1), rank(2) &<< 32 | rank(3))
    return UInt128(high) &<< 64 | UInt128(low)
  }

  /// The atom at an index; 0 after the last.
  @inline(__always) subscript(index: Int) -> UInt32 {
    let word = index < 4 ? high : low
    return UInt32(truncatingIfNeeded: word &>> UInt128(96 &- 32 &* (index & 3)))
  }

  /// The number of atoms.
  @inline(__always) var length: Int {
    low == 0 ? 4 - high.trailingZeroBitCount / 32 : 8 - low.trailingZeroBitCount / 32
  }

  var atoms: [UInt32] { (0..<length).map { self[$0] } }

  /// The first atoms.
  @inline(__always) func prefix(_ count: Int) -> GramKey {
    if count <= 4 { return GramKey(high: high & Self.mask(count), low: 0) }
    return GramKey(high: high, low: low & Self.mask(count - 4))
  }

  @inline(__always) private static func mask(_ count: Int) -> UInt128 {
    count == 0 ? 0 : UInt128.max &<< UInt128(128 &- 32 &* count)
  }

  /// All atoms but the first.
  @inline(__always) var withoutFirst: GramKey {
    GramKey(high: high &<< 32 | low &>> 96, low: low &<< 32)
  }

  /// How many atoms at the front are the same in both.
  @inline(__always) func sharedPrefix(_ other: GramKey) -> Int {
    high != other.high
      ? (high ^ other.high).leadingZeroBitCount / 32
      : 4 + (low ^ other.low).leadingZeroBitCount / 32
  }

  @inline(__always) static func < (one: GramKey, other: GramKey) -> Bool {
    one.high != other.high ? one.high < other.high : one.low < other.low
  }

  func hash(into hasher: inout Hasher) {
    let mixed = high ^ (low &* UInt128(Hash.golden))
    hasher.combine(
      UInt64(truncatingIfNeeded: mixed &>> 64) &* 31 ^ UInt64(truncatingIfNeeded: mixed))
  }
}
