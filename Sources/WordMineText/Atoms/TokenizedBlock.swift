import WordMineBase

/// The atoms of one block of text.
package struct TokenizedBlock: Sendable {
  /// The atoms as `AtomUnits`; runs are numbered within the block.
  package var units: [UInt16] = []
  /// The positions of run codes in `units`, in order.
  package var runPositions: [Int] = []
  /// The runs of the block.
  package var runs = StringTable()
  /// The range of each atom in the bytes of the block, if requested.
  package var extents: [Range<Int32>] = []
  /// The size of the block in bytes.
  package var bytes = 0
  package var lines = 0
  package var characters = 0
  package var atoms = 0
  package var invalidBytes = 0
  /// The offset of the first invalid byte, and the number of lines that end before it.
  package var firstInvalid: (offset: Int, line: Int)?

  package init() {}

  /// Empties the block, and keeps its memory.
  mutating func removeAll() {
    units.removeAll(keepingCapacity: true)
    runPositions.removeAll(keepingCapacity: true)
    if runs.count > 0 { runs.removeAll() }
    extents.removeAll(keepingCapacity: true)
    (bytes, lines, characters, atoms, invalidBytes) = (0, 0, 0, 0, 0)
    firstInvalid = nil
  }
}
