import WordMineBase

extension WordDiscovery.Configuration {
  /// The thresholds of `Method.mutualInformation`. Logarithms are natural, as in the essays.
  ///
  /// The defaults were tuned on one half of the PKU training text of the second SIGHAN bakeoff, for
  /// the segmentation and the list together; small changes matter little. The essays require a word
  /// to save 1 nat per join. Requiring three times that admits fewer phrases, so pairs need only
  /// the 1 nat at which, in theory, joining starts to pay.
  public struct MutualInformation: Sendable {
    /// The test for pairs of atoms.
    public enum PairTest: String, CaseIterable, Sendable {
      /// Cohesion, as for longer n-grams.
      case cohesion
      /// Whether joining the pair would shorten the text at all: `MergeGain` above 0.
      case gain
    }

    /// The length of the longest n-grams that are counted; at least 2.
    public var order = 4
    /// The least cohesion of a strong n-gram, in nats: one value per order, starting with order 2;
    /// the last value also applies to longer n-grams.
    public var minimumCohesion = [1.0, 4.0, 5.0]
    public var pairTest = PairTest.cohesion
    /// The least number of occurrences of strong n-grams and of words.
    public var minimumCount = 2
    /// What a word must save over its parts, in nats per join.
    public var redundancyMargin = 3.0

    public init() {}

    /// - Throws: `InvalidValue` for the first invalid value.
    func check() throws(InvalidValue) {
      try InvalidValue.check("order", order, in: 2...64)
      try InvalidValue.check("minimumCount", minimumCount, atLeast: 1)
      for threshold in minimumCohesion where !threshold.isFinite {
        throw InvalidValue(
          option: "minimumCohesion", found: threshold, allowed: "any finite number")
      }
      guard !minimumCohesion.isEmpty else {
        throw InvalidValue(
          option: "minimumCohesion", found: "empty", allowed: "one value or more")
      }
      guard redundancyMargin.isFinite else {
        throw InvalidValue(
          option: "redundancyMargin", found: redundancyMargin, allowed: "any finite number")
      }
    }

    func threshold(order: Int) -> Double {
      minimumCohesion[min(order - 2, minimumCohesion.count - 1)]
    }
  }
}
