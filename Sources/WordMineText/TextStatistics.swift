/// What a block of text adds to the summary of a corpus.
public struct TextStatistics: Sendable {
  public var lines = 0
  /// Scalars that are no blanks.
  public var characters = 0
  public var atoms = 0
  public var invalidBytes = 0
  /// The offset of the first invalid byte, and the lines that end before it.
  public var firstInvalid: (offset: Int, line: Int)?

  public init() {}

  init(_ block: TokenizedBlock) {
    lines = block.lines
    characters = block.characters
    atoms = block.atoms
    invalidBytes = block.invalidBytes
    firstInvalid = block.firstInvalid
  }
}
