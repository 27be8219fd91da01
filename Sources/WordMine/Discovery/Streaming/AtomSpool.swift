import WordMineBase
import WordMineText

/// The atoms of a corpus of any size, to discover words in.
///
/// A small corpus stays in memory. Of a larger one, the atoms are spooled, compressed, in chunks; which
/// atoms share a chunk depends on nothing but the text.
package struct AtomSpool {
  /// Where the atoms are kept, and how many.
  package struct Configuration: Sendable {
    /// Up to so many units a corpus stays in memory; see `AtomUnits`.
    package var unitsInMemory = 4 << 20
    /// The memory that discovery may use, in bytes.
    package var memory = 1 << 30
    /// The directory of temporary files.
    package var directory = "/tmp"
    /// Where finished stages are kept, if the run is to be resumed after a kill.
    package var work: WorkDirectory?
    /// About how many units are spooled as one chunk; a chunk ends where a clause does.
    var chunkUnits = 1 << 20

    package init() {}
  }

  package let configuration: Configuration
  private(set) var text = AtomText()
  private var spool: BlockSpool
  /// How often each atom was written in the chunks, by its code.
  private var written: [UInt32: Int] = [:]
  /// The units in the chunks.
  private var spooledUnits = 0
  /// The bytes of the text.
  package private(set) var bytes = 0

  package init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
    spool = BlockSpool(limit: configuration.memory / 16, directory: configuration.directory)
  }

  /// Whether the corpus is too large for memory.
  package var isSpooled: Bool { spool.count > 0 }

  /// The units in memory.
  package var units: Int { text.units.count }

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
    while let end = text.firstBorder(from: configuration.chunkUnits) {
      try spoolChunk(text.takeUnits(end))
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

  /// The codes of the atoms of known counts.
  mutating func intern(_ known: PriorCounts?) -> [UInt32] { known?.codes(in: &text) ?? [] }

  /// All chunks, what is left included.
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

/// A corpus that was spooled, to be read by any number of threads.
struct SpooledAtoms: Sendable {
  let configuration: AtomSpool.Configuration
  /// The distinct runs, as they were written.
  let runs: StringTable
  /// The 16-bit units of all chunks.
  let units: Int
  /// How often each atom was written, in the order of the codes.
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

  /// Gives the text of each chunk in order.
  func visit(_ body: (AtomText) throws -> Void) throws {
    try blocks.visit { _, bytes in
      let span = bytes.span
      var units = [UInt16](repeating: 0, count: bytes.count / 2)
      for index in units.indices {
        units[index] = UInt16(span[2 * index]) | UInt16(span[2 * index + 1]) << 8
      }
      try body(AtomText(units: units, runs: runs))
    }
  }
}
