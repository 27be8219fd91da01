import WordMineText

/// Folds words atom by atom, as a corpus is; each distinct atom once.
package struct WordFolder {
  private let normalizer: Normalizer
  private var tokenizer = Tokenizer()
  private var known: [ArraySlice<UInt8>: [UInt8]] = [:]

  package init(_ script: Script = .asIs) {
    normalizer = Normalizer(script)
    tokenizer.recordsExtents = true
  }

  /// The folded word and its atoms; there are none if it is not one clause, or too long for extents.
  ///
  /// What has no atoms is folded as a whole.
  package mutating func fold(_ word: String) -> (text: String, atoms: [[UInt8]]) {
    let bytes = Array(word.utf8)
    guard let extents = extents(bytes) else {
      return (String(decoding: normalizer.fold(bytes), as: UTF8.self), [])
    }
    let atoms = extents.map { extent in
      let atom = bytes[Int(extent.lowerBound)..<Int(extent.upperBound)]
      if let folded = known[atom] { return folded }
      let folded = normalizer.fold(Array(atom))
      known[atom] = folded
      return folded
    }
    return (String(decoding: atoms.joined(), as: UTF8.self), atoms)
  }

  /// The extents of the atoms of one clause.
  private func extents(_ bytes: [UInt8]) -> [Range<Int32>]? {
    guard bytes.count <= Tokenizer.longestText else { return nil }
    let block = tokenizer.tokenize(bytes.span)
    return block.extents.isEmpty || block.units.contains(AtomUnits.border) ? nil : block.extents
  }
}
