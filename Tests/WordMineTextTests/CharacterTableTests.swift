import Testing

@testable import WordMineText

@Suite struct CharacterTableTests {
  @Test(
    arguments: [
      ("中", .character), ("𱍐", .character), ("豈", .character), ("〇", .character), ("々", .character),
      ("ー", .character), ("ｶ", .character), ("ㄅ", .character), ("%", .character), ("％", .character),
      ("○", .character), ("\u{E000}", .character), ("\u{10FFFD}", .character),
      ("a", .run), ("Ｚ", .run), ("9", .run), ("한", .run), ("д", .run), ("㎏", .run), ("①", .run),
      ("½", .border), ("㍿", .border), ("，", .border), ("\0", .border), ("😀", .border),
      ("/", .border), ("￣", .border), ("´", .border),
      (" ", .blank), ("\n", .blank), ("\u{3000}", .blank), ("\u{A0}", .blank),
      (".", .joiner), ("-", .joiner), ("．", .joiner),
      ("\u{301}", .mark), ("\u{FE00}", .mark), ("\u{E0100}", .mark), ("ﾞ", .mark),
      ("\u{FEFF}", .mark), ("\u{2060}", .mark), ("\u{AD}", .mark), ("\u{200B}", .mark),
      ("\u{200C}", .mark), ("\u{200D}", .mark), ("\u{3164}", .mark), ("\u{E0067}", .mark),
      ("⺠", .character), ("⻳", .character), ("\u{2E80}", .border), ("\u{2E9A}", .border),
      ("\u{2EBF0}", .character), ("\u{323B0}", .character), ("\u{2FFFE}", .border),
    ] as [(Unicode.Scalar, CharacterClass)])
  func classifies(scalar: Unicode.Scalar, expected: CharacterClass) {
    #expect(CharacterTable.standard.characterClass(of: scalar.value) == expected)
  }

  @Test func surrogatesAreNoCharacters() {
    for code in UInt32(0xD800)...0xDFFF {
      #expect(CharacterTable.standard.characterClass(of: code) == .invalid)
    }
  }

  /// Unicode's own properties, by way of the standard library.
  @Test func everyUnifiedIdeographIsAnAtom() {
    for code in UInt32(0x3400)...0x323AF {
      guard let scalar = Unicode.Scalar(code), scalar.properties.isUnifiedIdeograph,
        scalar.properties.age.map({ $0.major <= 14 }) ?? false
      else { continue }
      #expect(CharacterTable.standard.characterClass(of: code) == .character, "\(code)")
    }
  }

  @Test func justWhiteSpaceIsBlank() {
    for code in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let isBlank = CharacterTable.standard.characterClass(of: code) == .blank
      #expect(isBlank == scalar.properties.isWhitespace, "\(code)")
    }
  }
}
