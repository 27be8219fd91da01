import CICU

/// How the tokenizer treats a character.
@usableFromInline package enum CharacterClass: UInt8, Sendable {
  /// Ends a clause: punctuation, symbols, controls.
  case border = 0
  /// White space; also ends a clause.
  case blank = 1
  /// A letter or digit: forms a run with its neighbours.
  case run = 2
  /// `.` or `-`: part of a run when between two of its characters.
  case joiner = 3
  /// A combining mark, or a character that is not seen (a variation selector, a zero-width joiner, a
  /// soft hyphen): belongs to the preceding character.
  case mark = 4
  /// A separate atom: Han, kana, bopomofo, `%`, `○`, private use.
  case character = 5
  /// Not a character.
  case invalid = 6
}

/// The classes of all characters, from ICU's properties, as a look-up table for the hot loop.
///
/// A compatibility form (full width, circled, squared) has the class of the characters it stands
/// for; if these are of different classes, it is a border.
@usableFromInline package struct CharacterTable: Sendable {
  /// For each code point of the Basic Multilingual Plane: itself if it is an atom, otherwise its
  /// class.
  @usableFromInline let atoms: [UInt16]

  /// Values of `atoms` at or above this are atoms.
  @usableFromInline static let firstAtom: UInt16 = 0x20

  /// The shared table; built on first use in about 3 ms.
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

  /// The kana that a kana and a mark of voicing behind it are: か and U+3099 are が.
  static func voiced(_ kana: UInt16, _ mark: UInt32) -> UInt16? {
    UInt16(exactly: wm_icu_voiced_kana(UInt32(kana), mark)).flatMap { $0 == 0 ? nil : $0 }
  }

  @usableFromInline static func astralClass(of scalar: UInt32) -> CharacterClass {
    CharacterClass(rawValue: wm_icu_class(scalar)) ?? .border
  }
}
