import WordMineBase
import WordMineText

/// One or more occurrences of an atom, packed into a number that sorts by the atoms that follow.
///
/// From the highest bit: four atoms, zeros from the first border on; one unused bit; the number of
/// atoms from the first one to the border, 1 to 5, in three bits; and, in 32 bits, a position or,
/// in prior counts, a count.
enum ContextRecord {
  /// The lowest bit of the atoms.
  static let lowestBit = 36

  @inline(__always) static func text(
    _ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64, bits: UInt64,
    position: Int
  ) -> UInt128 {
    let high = UInt128(first &<< bits | second) &<< UInt128(2 * bits)
    let key = high | UInt128(third &<< bits | fourth)
    let length = fourth != 0 ? 5 : third != 0 ? 4 : second != 0 ? 3 : first != 0 ? 2 : UInt64(1)
    return key &<< UInt128(lowestBit) | UInt128(length &<< 32 | UInt64(position))
  }

  /// The number of atoms before the border, including the first: 1 to 5.
  @inline(__always) static func length(_ record: UInt128) -> Int {
    Int(truncatingIfNeeded: record &>> 32) & 7
  }

  @inline(__always) static func position(_ record: UInt128) -> Int {
    Int(UInt32(truncatingIfNeeded: record))
  }

  @inline(__always) static func count(_ record: UInt128) -> Int { position(record) }

  /// The two atoms after the first.
  @inline(__always) static func firstTwo(_ record: UInt128, bits: Int) -> (UInt64, UInt64) {
    let both = UInt64(truncatingIfNeeded: record &>> UInt128(lowestBit + 2 * bits))
    return (both &>> UInt64(bits), both & ((1 &<< UInt64(bits)) &- 1))
  }
}
