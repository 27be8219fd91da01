import WordMine
import WordMineText

/// How much of a corpus the discovery of words holds in memory.
enum DiscoveryMemory {
  /// What a text of nothing takes, and a text of any size.
  static let minimum = 64 << 20
  private static let minimumOfLarge = 256 << 20
  /// What discovery needs, in bytes for each 16-bit unit of the atoms.
  private static let perUnit = 36

  static func configuration(_ memory: Int, _ resources: ResourceOptions) -> Corpus.Configuration {
    var configuration = Corpus.Configuration()
    configuration.memory = memory
    configuration.directory = resources.temporaryDirectory
    let units = (memory - minimum / 2) / perUnit
    configuration.unitsInMemory = min(configuration.unitsInMemory, units)
    return configuration
  }

  /// What cannot be held must be counted on the disk, or is refused.
  static func check(
    _ corpus: borrowing Corpus, fits memory: Int, _ method: WordDiscovery.Method = .full
  ) throws {
    let base = minimum / 2
    let isTooLarge =
      method == .mutualInformation
      ? base + perUnit * corpus.units > memory : corpus.isSpooled && memory < minimumOfLarge
    guard isTooLarge else { return }
    let megabytes = (memory - base) / perUnit * 3 / 1_000_000
    let advice =
      method == .mutualInformation
      ? "allow more memory, or mine a part" : "\(minimumOfLarge >> 20)M are for any size"
    throw UsageError(
      "--memory \(memory >> 20)M is enough for a corpus of about \(megabytes) MB, and there is "
        + "more; \(advice)")
  }
}
