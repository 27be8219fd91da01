import ArgumentParser
import WordMine

/// What makes a string a word by mutual information. Thresholds are in nats, as in the essays.
struct MutualInformationOptions: ParsableArguments {
  @Option(
    help: """
      The cohesion, in nats, that holds an n-gram together: one value an order from 2 on, separated \
      by commas; by default \
      \(Self.standard.minimumCohesion.map { "\($0)" }.joined(separator: ",")).
      """)
  var minCohesion: NatsList?

  @Option(
    help: """
      How pairs are judged: by cohesion, or by the exact gain of merging them; by default \
      \(Self.standard.pairTest.rawValue).
      """)
  var pairTest: Thresholds.PairTest?

  @Option(help: "The longest n-gram that is judged by itself; by default \(Self.standard.order).")
  var order: Int?

  @Option(
    help: """
      The occurrences that an n-gram needs to be judged at all; by default \(Self.standard.minimumCount).
      """)
  var minNgramCount: Int?

  @Option(
    help: """
      What a word must save over its parts, in nats for each place they join; by default \
      \(Self.standard.redundancyMargin).
      """)
  var redundancyMargin: Double?

  func validate() throws {
    guard (2...8).contains(order ?? 2) else {
      throw ValidationError("--order is \(order!); it can be 2 to 8")
    }
    guard minNgramCount ?? 1 >= 1 else {
      throw ValidationError("--min-ngram-count is \(minNgramCount!); it must be at least 1")
    }
    guard redundancyMargin?.isFinite ?? true else {
      throw ValidationError("--redundancy-margin is \(redundancyMargin!); it must be finite")
    }
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

extension WordDiscovery.Method: ExpressibleByArgument {}

extension WordDiscovery.Configuration.MutualInformation.PairTest: ExpressibleByArgument {}
