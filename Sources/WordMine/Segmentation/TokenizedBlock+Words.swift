import WordMineText

extension TokenizedBlock {
  /// The words of the block, given which of its atoms begin a word.
  ///
  /// Atoms that are not adjacent belong to different words; an atom that begins no word continues
  /// the previous one.
  ///
  /// - Parameter beginsWord: Called once for each atom, in order.
  func words(beginsWord: (Int) -> Bool) -> [Range<Int32>] {
    guard var word = extents.first else { return [] }
    var words: [Range<Int32>] = []
    words.reserveCapacity(extents.count * 2 / 3)
    for (index, extent) in extents.enumerated() {
      let begins = beginsWord(index)
      if begins, index > 0 {
        words.append(word)
        word = extent
      } else {
        word = word.lowerBound..<extent.upperBound
      }
    }
    words.append(word)
    return words
  }

  /// The ranges of the clauses, which are sequences of adjacent atoms.
  package func clauses() -> [Range<Int32>] {
    var clauses: [Range<Int32>] = []
    for extent in extents {
      if let last = clauses.last, last.upperBound == extent.lowerBound {
        clauses[clauses.count - 1] = last.lowerBound..<extent.upperBound
      } else {
        clauses.append(extent)
      }
    }
    return clauses
  }
}
