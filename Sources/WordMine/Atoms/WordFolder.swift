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

  /// The folded word and its atoms; there are none if it is not one clause.
  ///
  /// What is not one clause is folded as a whole.
  package mutating func fold(_ word: String) -> (text: String, atoms: [[UInt8]]) {
    let bytes = Array(word.utf8)
    let block = tokenizer.tokenize(bytes.span)
    guard !block.extents.isEmpty, !block.units.contains(AtomUnits.border) else {
      return (String(decoding: normalizer.fold(bytes), as: UTF8.self), [])
    }
    let atoms = block.extents.map { extent in
      let atom = bytes[Int(extent.lowerBound)..<Int(extent.upperBound)]
      if let folded = known[atom] { return folded }
      let folded = normalizer.fold(Array(atom))
      known[atom] = folded
      return folded
    }
    return (String(decoding: atoms.joined(), as: UTF8.self), atoms)
  }
}
