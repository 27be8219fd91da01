import ArgumentParser
import WordMine

/// What makes a string a word by mutual information. Thresholds are in nats, as in the essays.
struct MutualInformationOptions: ParsableArguments {
  @Option(
    help: """
      The cohesion, in nats, that holds an n-gram together: one value an order from 2 on, separated \
      by commas.
      """)
  var minCohesion = NatsList(Thresholds().minimumCohesion)

  @Option(help: "How pairs are judged: by cohesion, or by the exact gain of merging them.")
  var pairTest = Thresholds().pairTest

  @Option(help: "The longest n-gram that is judged by itself.")
  var order = Thresholds().order

  @Option(help: "The occurrences that an n-gram needs to be judged at all.")
  var minNgramCount = Thresholds().minimumCount

  @Option(help: "What a word must save over its parts, in nats for each place they join.")
  var redundancyMargin = Thresholds().redundancyMargin

  func validate() throws {
    guard (2...8).contains(order) else {
      throw ValidationError("--order is \(order); it can be 2 to 8")
    }
    guard minNgramCount >= 1 else {
      throw ValidationError("--min-ngram-count is \(minNgramCount); it must be at least 1")
    }
  }

  typealias Thresholds = WordDiscovery.Configuration.MutualInformation

  var configuration: Thresholds {
    var configuration = Thresholds()
    configuration.minimumCohesion = minCohesion.values
    configuration.pairTest = pairTest
    configuration.order = order
    configuration.minimumCount = minNgramCount
    configuration.redundancyMargin = redundancyMargin
    return configuration
  }
}

/// Numbers separated by commas.
struct NatsList: ExpressibleByArgument {
  var values: [Double]

  init(_ values: [Double]) { self.values = values }

  init?(argument: String) {
    let fields = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == fields.count else { return nil }
    values = numbers
  }

  var defaultValueDescription: String { values.map { "\($0)" }.joined(separator: ",") }
}

extension WordDiscovery.Method: ExpressibleByArgument {}

extension WordDiscovery.Configuration.MutualInformation.PairTest: ExpressibleByArgument {}
