import WordMineText

/// Splits the words of a dictionary into atoms, with the ids that they have in a text.
///
/// A character that the text does not have gets an id behind those of the text. A run of letters
/// has an id only if the text tells it apart; a run of digits never has.
struct DictionaryAtoms {
  private var ids: [String: UInt32] = [:]
  /// The ids of the code points of the Basic Multilingual Plane: 0 until they are asked for.
  private var basic = [UInt32](repeating: 0, count: 0x10000)
  private(set) var added: [String] = []
  private let known: Int
  private var folder: WordFolder
  private let table = CharacterTable.standard

  private static let none = UInt32.max

  init(_ atoms: AtomAlphabet, script: Script) {
    known = atoms.count
    folder = WordFolder(script)
    for id in AtomAlphabet.latinClass + 1..<atoms.count { ids[atoms.folded[id]] = UInt32(id) }
  }

  /// The ids of the atoms of a word; `nil` if one has none, or there is anything between them.
  mutating func ids(of word: ArraySlice<UInt8>) -> [UInt32]? {
    var result: [UInt32] = []
    var position = word.startIndex
    while position < word.endIndex {
      // Three bytes: most words are made of these characters, which are atoms by themselves.
      guard word[position] >> 4 == 0xE, position + 2 < word.endIndex else { return folded(word) }
      let code =
        UInt32(word[position] & 15) << 12 | UInt32(word[position + 1] & 63) << 6
        | UInt32(word[position + 2] & 63)
      if basic[Int(code)] == 0 { basic[Int(code)] = id(ofCharacter: code) }
      guard basic[Int(code)] != Self.none else { return folded(word) }
      result.append(basic[Int(code)])
      position += 3
    }
    return result.isEmpty ? nil : result
  }

  private mutating func id(ofCharacter code: UInt32) -> UInt32 {
    guard table.characterClass(of: code) == .character, let scalar = Unicode.Scalar(code) else {
      return Self.none
    }
    let atoms = folder.fold(String(Character(scalar))).atoms
    return atoms.count == 1 ? id(of: atoms[0]) ?? Self.none : Self.none
  }

  private mutating func folded(_ word: ArraySlice<UInt8>) -> [UInt32]? {
    let atoms = folder.fold(String(decoding: word, as: UTF8.self)).atoms
    var result: [UInt32] = []
    for atom in atoms {
      guard let id = id(of: atom) else { return nil }
      result.append(id)
    }
    return result.isEmpty ? nil : result
  }

  private mutating func id(of atom: [UInt8]) -> UInt32? {
    let text = String(decoding: atom, as: UTF8.self)
    if let id = ids[text] { return id }
    let scalars = text.unicodeScalars
    guard scalars.count == 1, table.characterClass(of: scalars.first!.value) == .character else {
      return nil
    }
    let id = UInt32(known + added.count)
    ids[text] = id
    added.append(text)
    return id
  }
}
