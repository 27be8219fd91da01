import WordMine
import WordMineText

/// How much text discovery may keep in memory.
struct DiscoveryMemory {
  /// What a text of nothing takes.
  static let minimum = 64 << 20
  /// What a text of any size takes.
  private static let minimumOfLarge = 256 << 20
  /// What is needed beside the text.
  private static let base = minimum / 2
  /// For each 16-bit unit of the atoms.
  private static let bytesPerUnit = 36

  /// In bytes.
  let limit: Int
  let method: WordDiscovery.Method

  /// How a corpus is kept.
  func corpus(directory: String, work: WorkDirectory? = nil) -> AtomSpool.Configuration {
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

  /// What cannot be held must be counted on the disk, or is refused.
  ///
  /// - Throws: `UsageError`, with what the limit is enough for.
  func check(_ corpus: borrowing AtomSpool) throws {
    let isTooLarge =
      method == .mutualInformation
      ? Self.base + Self.bytesPerUnit * corpus.units > limit
      : corpus.isSpooled && limit < Self.minimumOfLarge
    guard isTooLarge else { return }
    let megabytes = (limit - Self.base) / Self.bytesPerUnit * 3 / 1_000_000
    let advice =
      method == .mutualInformation
      ? "allow more memory, or mine a part" : "\(Self.minimumOfLarge >> 20)M are for any size"
    throw UsageError(
      "--memory \(limit >> 20)M is enough for a corpus of about \(megabytes) MB, and there is "
        + "more; \(advice)")
  }
}
