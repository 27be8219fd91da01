import WordMineText

/// Which atoms of a corpus begin a word, gathered block by block.
package struct WordMarks: Sendable {
  /// One bit an atom.
  private var bits: [UInt64] = []
  package private(set) var count = 0

  package init() {}

  /// Adds the atoms of the next block.
  ///
  /// - Parameters:
  ///   - words: The extents of its words, in order.
  ///   - atoms: The block, tokenized with `recordsExtents`.
  package mutating func append(_ words: [Range<Int32>], of atoms: TokenizedBlock) {
    var next = 0
    for extent in atoms.extents {
      if count & 63 == 0 { bits.append(0) }
      if next < words.count, words[next].lowerBound == extent.lowerBound {
        bits[count >> 6] |= 1 << UInt64(count & 63)
        next += 1
      }
      count += 1
    }
  }

  package func beginsWord(_ atom: Int) -> Bool { bits[atom >> 6] >> UInt64(atom & 63) & 1 != 0 }
}
