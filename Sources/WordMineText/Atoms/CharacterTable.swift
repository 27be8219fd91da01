import CICU

/// What a character is to the tokenizer.
@usableFromInline package enum CharacterClass: UInt8, Sendable {
  /// Ends a clause: punctuation, symbols, controls.
  case border = 0
  /// White space; ends a clause too.
  case blank = 1
  /// A letter or digit: joins its neighbours into a run.
  case run = 2
  /// `.` or `-`: part of a run when it stands between two of its characters.
  case joiner = 3
  /// A combining mark or variation selector: belongs to the character before.
  case mark = 4
  /// An atom by itself: Han, kana, bopomofo, `%`, `○`, private use.
  case character = 5
  /// Not a character.
  case invalid = 6
}

/// The classes of all characters, from ICU's properties, as one look-up for the hot loop.
///
/// A compatibility form (full width, circled, squared) has the class of what it stands for; one
/// that stands for several things of unlike kinds is a border.
@usableFromInline package struct CharacterTable: Sendable {
  /// For each code unit of the basic plane: itself if it is an atom, else its class.
  @usableFromInline let atoms: [UInt16]

  /// Values of `atoms` from here on are atoms.
  @usableFromInline static let firstAtom: UInt16 = 0x20

  /// The one table; built at first use in about 3 ms.
  package static let standard = CharacterTable()

  private init() {
    atoms = (0..<0x10000).map { code in
      if (0xD800...0xDFFF).contains(code) { return UInt16(CharacterClass.invalid.rawValue) }
      let kind = wm_icu_class(UInt32(code))
      return kind == UInt8(WM_CLASS_CHARACTER) ? UInt16(code) : UInt16(kind)
    }
  }

  /// The class of a scalar.
  @inlinable package func characterClass(of scalar: UInt32) -> CharacterClass {
    guard scalar < 0x10000 else { return Self.astralClass(of: scalar) }
    let value = atoms[Int(scalar)]
    if value >= Self.firstAtom { return .character }
    return CharacterClass(rawValue: UInt8(value)) ?? .border
  }

  @usableFromInline static func astralClass(of scalar: UInt32) -> CharacterClass {
    CharacterClass(rawValue: wm_icu_class(scalar)) ?? .border
  }
}
