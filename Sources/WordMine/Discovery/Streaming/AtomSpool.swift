import WordMineBase
import WordMineText

/// The atoms of a corpus of any size, gathered for discovery.
///
/// A small corpus stays in memory. The atoms of a larger one are compressed and spooled in chunks,
/// whose boundaries depend on the text alone.
package struct AtomSpool {
  /// Where atoms are kept, and how many.
  package struct Configuration: Sendable {
    /// The most units of a corpus that stays in memory; see `AtomUnits`.
    package var unitsInMemory = 4 << 20
    /// The memory that discovery may use, in bytes.
    package var memory = 1 << 30
    /// The directory of temporary files.
    package var directory = "/tmp"
    /// Keeps finished stages, so that an interrupted run can be resumed; `nil`: none.
    package var work: WorkDirectory?
    /// The approximate number of units per chunk; a chunk ends at the end of a clause, and where a
    /// clause is cut.
    var chunkUnits = 1 << 20
    /// The most units of a clause: a longer one is cut after so many, again and again.
    var clauseUnits = 1 << 18

    package init() {}
  }

  package let configuration: Configuration
  private(set) var text = AtomText()
  private var spool: BlockSpool
  /// Where the clause begins whose end was not seen yet.
  private var clauseStart = 0
  /// How often each spelling of an atom occurs in the chunks, by its code.
  private var written: [UInt32: Int] = [:]
  /// The number of units in the chunks.
  private var spooledUnits = 0
  /// The size of the text in bytes.
  package private(set) var bytes = 0

  package init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
    spool = BlockSpool(limit: configuration.memory / 16, directory: configuration.directory)
  }

  /// Whether the corpus did not fit in memory.
  package var isSpooled: Bool { spool.count > 0 }

  /// The number of units in memory.
  package var units: Int { text.units.count }

  /// The number of distinct runs.
  package var runs: Int { text.runs.count }

  /// Adds the atoms of the next block.
  ///
  /// - Throws: `SystemError` if the temporary file cannot be written.
  package mutating func append(_ block: TokenizedBlock, endsInput: Bool) throws {
    text.append(block)
    if endsInput { text.endClause() }
    bytes = text.bytes
    if isSpooled || text.units.count > configuration.unitsInMemory { try spoolChunks() }
  }

  private mutating func spoolChunks() throws {
    while let end = nextChunkEnd() {
      clauseStart = 0
      try spoolChunk(text.takeUnits(end))
    }
  }

  /// Where the next chunk ends; `nil` if that is not known yet.
  ///
  /// Where a clause is cut depends on the clause alone, so it does not matter what came before it.
  private mutating func nextChunkEnd() -> Int? {
    while true {
      let longest = clauseStart + configuration.clauseUnits
      guard let border = text.firstBorder(from: clauseStart, to: longest + 1) else {
        return text.units.count > longest ? text.atomEnd(before: longest) : nil
      }
      if border > configuration.chunkUnits { return border }
      clauseStart = border
    }
  }

  private mutating func spoolChunk(_ units: [UInt16]) throws {
    for (code, count) in WrittenCounts(units, runs: text.runs.count).counts {
      written[code, default: 0] += count
    }
    spooledUnits += units.count
    try spool.append(units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
  }

  /// The atoms of a corpus in memory.
  consuming func takeText() -> AtomText {
    text.endClause()
    return text
  }

  /// The codes of the atoms of the prior counts.
  mutating func intern(_ known: PriorCounts?) -> [UInt32] { known?.codes(in: &text) ?? [] }

  /// Spools the remaining atoms and returns all chunks.
  consuming func finished() throws -> SpooledAtoms {
    text.endClause()
    try spoolChunks()
    if !text.units.isEmpty { try spoolChunk(text.takeUnits(text.units.count)) }
    return SpooledAtoms(
      configuration: configuration, runs: text.runs, units: spooledUnits,
      writtenCounts: written.sorted { $0.key < $1.key }.map { (code: $0.key, count: $0.value) },
      blocks: try spool.frozen())
  }
}

/// A spooled corpus, which any number of threads can read.
struct SpooledAtoms: Sendable {
  let configuration: AtomSpool.Configuration
  /// The distinct runs as spelled in the text.
  let runs: StringTable
  /// The number of 16-bit units in all chunks.
  let units: Int
  /// How often each spelling of an atom occurs, in the order of the codes.
  let writtenCounts: [(code: UInt32, count: Int)]
  private let blocks: SpooledBlocks

  fileprivate init(
    configuration: AtomSpool.Configuration, runs: StringTable, units: Int,
    writtenCounts: [(code: UInt32, count: Int)], blocks: SpooledBlocks
  ) {
    self.configuration = configuration
    self.runs = runs
    self.units = units
    self.writtenCounts = writtenCounts
    self.blocks = blocks
  }

  /// Calls `body` with the text of each chunk, in order.
  ///
  /// - Parameter stage: The name under which progress is reported after each chunk.
  func visit(
    on workers: Workers, stage: String, _ body: (AtomText) throws -> Void
  ) throws {
    try blocks.visit(on: workers, stage: stage) { _, bytes in
      let span = bytes.span
      var units = [UInt16](repeating: 0, count: bytes.count / 2)
      for index in units.indices {
        units[index] = UInt16(span[2 * index]) | UInt16(span[2 * index + 1]) << 8
      }
      try body(AtomText(units: units, runs: runs))
    }
  }
}
