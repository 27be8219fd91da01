/// A text as a stream of 16-bit units, reduced to what counting needs.
///
/// | unit | meaning |
/// | --- | --- |
/// | 0 | a border: one or more characters that end a clause |
/// | 1 | an escape: the next two units hold an atom's code, 15 bits each with the top bit set |
/// | ≥ 0x20 | an atom: the character itself, as spelled in the text |
///
/// The units of a code differ from borders and escapes, so the stream can be read in both
/// directions.
///
/// The code of an atom is its Unicode scalar value; runs have codes from `firstRun` on, numbered in
/// the order of their first appearance.
@usableFromInline package enum AtomUnits {
  @usableFromInline package static let border: UInt16 = 0
  @usableFromInline package static let escape: UInt16 = 1

  /// The code of the run with number 0.
  @usableFromInline package static let firstRun: UInt32 = 0x110000

  /// The code of the atom at `position`, and the position after it. A border has code 0.
  @inlinable package static func next(_ units: Span<UInt16>, at position: Int) -> (UInt32, Int) {
    let unit = units[position]
    guard unit == escape else { return (UInt32(unit), position + 1) }
    let code = UInt32(units[position + 1] & 0x7FFF) &<< 15 | UInt32(units[position + 2] & 0x7FFF)
    return (code, position + 3)
  }

  /// The code of the atom that ends before `position`, and its start.
  static func last(_ units: Span<UInt16>, before position: Int) -> (UInt32, Int) {
    if position >= 3, units[position - 3] == escape {
      return (next(units, at: position - 3).0, position - 3)
    }
    return (UInt32(units[position - 1]), position - 1)
  }

  /// The two units of a code that follow an escape.
  static func escaped(_ code: UInt32) -> (UInt16, UInt16) {
    (UInt16(code &>> 15) | 0x8000, UInt16(code & 0x7FFF) | 0x8000)
  }

  static func append(_ code: UInt32, to units: inout [UInt16]) {
    units.append(addingCapacity: 3) { append(code, to: &$0) }
  }

  /// - Precondition: There is room for three units.
  static func append(_ code: UInt32, to units: inout OutputSpan<UInt16>) {
    guard code >= 0x10000 else { return units.append(UInt16(code)) }
    let (high, low) = escaped(code)
    units.append(escape)
    units.append(high)
    units.append(low)
  }
}
