import WordMineBase

/// The atoms of one block of text.
package struct TokenizedBlock: Sendable {
  /// The atoms as `AtomUnits`; runs are numbered within the block.
  package var units: [UInt16] = []
  /// Where in `units` a run's code stands, in order.
  package var runPositions: [Int] = []
  /// The runs of the block.
  package var runs = StringTable()
  /// The extent of each atom in the bytes of the block, if it was asked for.
  package var extents: [Range<Int32>] = []
  /// The bytes of the block.
  package var bytes = 0
  package var lines = 0
  package var characters = 0
  package var atoms = 0
  package var invalidBytes = 0
  /// The offset of the first invalid byte, and the lines that end before it.
  package var firstInvalid: (offset: Int, line: Int)?
}
