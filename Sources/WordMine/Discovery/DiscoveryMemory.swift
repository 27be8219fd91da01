import WordMineBase
import WordMineText

/// How much text discovery may keep in memory.
package struct DiscoveryMemory {
  /// The least that works, in bytes: what a small text takes.
  package static let minimum = 64 << 20
  /// The least with which a corpus of any size can be counted on disk, in bytes.
  private static let minimumOnDisk = 256 << 20
  /// Needed beside the text, in bytes.
  private static let base = minimum / 2
  /// Per 16-bit unit of the atoms: its id, its entropies in both directions, its share of the lattice.
  private static let bytesPerUnit = 36
  /// Bytes of UTF-8 per unit of Han text.
  private static let textBytesPerUnit = 3

  /// In bytes.
  let limit: Int
  let method: WordDiscovery.Method

  /// How the atoms of a corpus are kept.
  func spool(directory: String, work: WorkDirectory? = nil) -> AtomSpool.Configuration {
    var configuration = AtomSpool.Configuration()
    configuration.memory = limit
    configuration.directory = directory
    configuration.work = work
    configuration.unitsInMemory = min(
      configuration.unitsInMemory, (limit - Self.base) / Self.bytesPerUnit)
    // It works on the text as a whole.
    if method == .mutualInformation { configuration.unitsInMemory = .max }
    return configuration
  }

  /// What memory does not hold must be counted on disk, or is refused.
  ///
  /// - Throws: `MemoryError`, with what the limit is enough for.
  func check(_ corpus: borrowing AtomSpool) throws(MemoryError) {
    let needsAll = method == .mutualInformation
    let isTooLarge =
      needsAll
      ? Self.base + Self.bytesPerUnit * corpus.units > limit
      : corpus.isSpooled && limit < Self.minimumOnDisk
    guard isTooLarge else { return }
    let megabytes = (limit - Self.base) / Self.bytesPerUnit * Self.textBytesPerUnit / 1_000_000
    let advice =
      needsAll
      ? "allow more memory, or mine a part" : "\(Self.minimumOnDisk >> 20)M is for any size"
    throw MemoryError(
      limit: limit,
      advice: "is enough for a corpus of about \(megabytes) MB, and there is more; \(advice)")
  }
}
