import ArgumentParser
import WordMine

/// What makes a string a word by mutual information. Thresholds are in nats.
struct MutualInformationOptions: ParsableArguments {
  @Option(
    help: """
      The least cohesion of an n-gram, in nats: one value per order from 2 on, separated by commas; by \
      default \
      \(Self.standard.minimumCohesion.map { "\($0)" }.joined(separator: ",")).
      """)
  var minCohesion: NatsList?

  @Option(
    help: """
      The test of pairs: cohesion, or gain (the exact gain of merging them); by default \
      \(Self.standard.pairTest.rawValue).
      """)
  var pairTest: Thresholds.PairTest?

  @Option(help: "The longest n-gram that is tested by itself; by default \(Self.standard.order).")
  var order: Int?

  @Option(
    help: """
      The fewest occurrences of an n-gram that is tested; by default \(Self.standard.minimumCount).
      """)
  var minNgramCount: Int?

  @Option(
    help: """
      What a word must save over its parts, in nats per place where they join; by default \
      \(Self.standard.redundancyMargin).
      """)
  var redundancyMargin: Double?

  func validate() throws {
    try require("--order", order, in: 2...NGramWindow.longest)
    try require("--min-ngram-count", minNgramCount, atLeast: 1)
    try require(
      redundancyMargin?.isFinite ?? true,
      "--redundancy-margin is \(redundancyMargin ?? 0); it must be finite")
  }

  typealias Thresholds = WordDiscovery.Configuration.MutualInformation

  private static var standard: Thresholds { .init() }

  /// Whether none was given.
  var isEmpty: Bool {
    minCohesion == nil && pairTest == nil && order == nil && minNgramCount == nil
      && redundancyMargin == nil
  }

  var configuration: Thresholds {
    var configuration = Self.standard
    configuration.minimumCohesion = minCohesion?.values ?? configuration.minimumCohesion
    configuration.pairTest = pairTest ?? configuration.pairTest
    configuration.order = order ?? configuration.order
    configuration.minimumCount = minNgramCount ?? configuration.minimumCount
    configuration.redundancyMargin = redundancyMargin ?? configuration.redundancyMargin
    return configuration
  }
}

/// Numbers separated by commas.
struct NatsList: ExpressibleByArgument {
  var values: [Double]

  init?(argument: String) {
    let fields = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == fields.count else { return nil }
    values = numbers
  }
}
