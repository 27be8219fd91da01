/// The contribution of a block of text to the summary of a corpus.
package struct TextStatistics: Sendable {
  package var lines = 0
  /// The number of scalars that are not blanks.
  package var characters = 0
  package var atoms = 0
  package var invalidBytes = 0
  /// The offset of the first invalid byte, and the number of lines that end before it.
  package var firstInvalid: (offset: Int, line: Int)?

  package init() {}

  init(_ block: TokenizedBlock) {
    lines = block.lines
    characters = block.characters
    atoms = block.atoms
    invalidBytes = block.invalidBytes
    firstInvalid = block.firstInvalid
  }
}
