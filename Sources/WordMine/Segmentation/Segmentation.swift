import WordMineBase
import WordMineText

/// Collects where the words of a corpus begin.
struct SegmentationBuilder {
  private let spool: ByteSpool
  private var count = 0
  private var byte: UInt8 = 0
  private var buffer: [UInt8] = []

  /// - Parameter limit: The most bytes to keep in memory.
  init(limit: Int = .max, directory: String = "/tmp") {
    spool = ByteSpool(limit: limit, directory: directory)
  }

  /// Adds the atoms of a text.
  ///
  /// - Parameter cuts: 1 where a word begins, one byte per position.
  mutating func append(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ cuts: SharedArray<UInt8>.View
  ) throws {
    for position in range where ids[position] != 0 {
      byte |= (cuts[position] != 0 ? 1 : 0) &<< UInt8(truncatingIfNeeded: count & 7)
      count += 1
      if count & 7 == 0 {
        buffer.append(byte)
        byte = 0
      }
    }
    try spool.append(buffer[...])
    buffer.removeAll(keepingCapacity: true)
  }

  consuming func finish() throws -> Segmentation {
    if count & 7 != 0 { try spool.append([byte]) }
    return Segmentation(bits: try spool.frozen(), count: count)
  }
}

/// Where the words of a corpus begin, as one bit per atom in text order.
package struct Segmentation: Sendable {
  fileprivate let bits: SpooledBytes
  /// The number of atoms.
  package let count: Int

  /// A cursor at the beginning.
  package func cursor() throws -> Cursor { Cursor(try bits.source()) }

  /// For each atom, whether it begins a word; takes one byte per atom.
  package func marks() throws -> [Bool] {
    let cursor = try cursor()
    return try (0..<count).map { _ in try cursor.beginsWord() }
  }

  /// Reads one atom after another.
  package final class Cursor {
    private var source: ByteSource
    private var bytes: [UInt8] = []
    private var next = 0

    fileprivate init(_ source: consuming ByteSource) { self.source = source }

    /// Whether the next atom begins a word; always true past the end.
    package func beginsWord() throws -> Bool {
      if next == 8 * bytes.count {
        bytes = try source.read(1 << 16)
        next = 0
        if bytes.isEmpty { return true }
      }
      defer { next += 1 }
      return bytes[next &>> 3] &>> UInt8(truncatingIfNeeded: next & 7) & 1 != 0
    }

    /// The words of the next block of the corpus, as ranges of its bytes.
    ///
    /// - Parameter atoms: The block, tokenized with `recordsExtents`.
    package func words(of atoms: TokenizedBlock) throws -> [Range<Int32>] {
      let begins = try (0..<atoms.extents.count).map { _ in try beginsWord() }
      return atoms.words { begins[$0] }
    }
  }
}
