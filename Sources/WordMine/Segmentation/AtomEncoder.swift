import WordMineBase
import WordMineText

/// Maps atoms, in any spelling, to the ids of a model.
struct AtomEncoder: Sendable {
  private let byText: [String: UInt32]
  /// The ids of the code points of the Basic Multilingual Plane.
  private let basic: [UInt32]
  private let script: Script
  /// The id of atoms that the model does not contain.
  let unknown: UInt32

  init(_ model: SegmentationModel) {
    script = model.script
    unknown = UInt32(model.atoms.count)
    var byText: [String: UInt32] = [:]
    for (id, text) in model.atoms.enumerated() where id > AtomAlphabet.latinClass {
      byText[text] = UInt32(id)
    }
    self.byText = byText
    basic = Self.basicIDs(byText, script, unknown: unknown)
  }

  private static func basicIDs(
    _ byText: [String: UInt32], _ script: Script, unknown: UInt32
  ) -> [UInt32] {
    let normalizer = Normalizer(script)
    let table = CharacterTable.standard
    return (0..<UInt32(0x10000)).map { code in
      guard table.characterClass(of: code) == .character, let scalar = Unicode.Scalar(code) else {
        return 0
      }
      let text = String(Character(scalar))
      if let id = byText[text] { return id }
      // Unified ideographs and private-use characters fold to themselves.
      let isPlain = (0x3400...0x9FFF).contains(code) || (0xE000...0xF8FF).contains(code)
      if script == .asIs, isPlain { return unknown }
      return byText[String(decoding: normalizer.fold(Array(text.utf8)), as: UTF8.self)] ?? unknown
    }
  }

  /// The ids of the atoms of a block, with a 0 at each border and before the first atom.
  ///
  /// - Parameter scratch: Memory for them.
  func ids(
    _ block: TokenizedBlock, in scratch: inout ScratchArray<UInt32>
  ) -> SharedArray<UInt32>.View {
    let normalizer = Normalizer(script)
    let runs = (0..<block.runs.count).map { id(ofRun: Array(block.runs[$0]), normalizer) }
    let ids = scratch.array(block.units.count + 1)
    ids[0] = 0
    var count = 1
    let units = block.units.span
    let basic = basic.span
    var position = 0
    while position < units.count {
      let (code, next) = AtomUnits.next(units, at: position)
      position = next
      if code < 0x10000 {
        ids[count] = basic[Int(code)]
      } else if code >= AtomUnits.firstRun {
        ids[count] = runs[Int(code - AtomUnits.firstRun)]
      } else {
        ids[count] = id(ofAstral: code, normalizer)
      }
      count += 1
    }
    return ids.slice(0..<count)
  }

  private func id(ofRun run: [UInt8], _ normalizer: Normalizer) -> UInt32 {
    let folded = normalizer.fold(run)
    if AtomAlphabet.isNumber(folded) { return UInt32(AtomAlphabet.numberClass) }
    return byText[String(decoding: folded, as: UTF8.self)] ?? UInt32(AtomAlphabet.latinClass)
  }

  private func id(ofAstral code: UInt32, _ normalizer: Normalizer) -> UInt32 {
    guard let scalar = Unicode.Scalar(code) else { return unknown }
    let folded = normalizer.fold(Array(String(Character(scalar)).utf8))
    return byText[String(decoding: folded, as: UTF8.self)] ?? unknown
  }
}
