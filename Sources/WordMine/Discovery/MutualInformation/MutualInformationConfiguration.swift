import WordMineBase

extension WordDiscovery.Configuration {
  /// What holds a word together, for the method of that name. Logarithms are natural, as in the essays.
  ///
  /// The defaults were chosen on one half of the PKU training text of the second SIGHAN bakeoff, by the
  /// segmentation and the list together; around them little changes. The essays ask a word to save 1 nat
  /// a join. Three times that lets fewer phrases through, so that pairs need no more than the 1 nat at
  /// which the theory begins to save.
  public struct MutualInformation: Sendable {
    /// How a pair of atoms is judged.
    public enum PairTest: String, CaseIterable, Sendable {
      /// By its cohesion, like n-grams of higher orders.
      case cohesion
      /// By whether joining it would shorten the text at all: `MergeGain` above 0.
      case gain
    }

    /// The longest n-gram that is counted, from 2.
    public var order = 4
    /// The cohesion, in nats, that holds an n-gram together: one value an order, from order 2; the
    /// last one stands for all longer n-grams too. An n-gram that reaches it (≥) is strong.
    public var minimumCohesion = [1.0, 4.0, 5.0]
    public var pairTest = PairTest.cohesion
    /// N-grams and candidates that occur less often are neither strong nor words.
    public var minimumCount = 2
    /// What a word must save for each of its joins over its parts, in nats.
    public var redundancyMargin = 3.0

    public init() {}

    /// - Throws: `InvalidValue` for the first value that does not work.
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

extension WordDiscovery {
  /// How words are found.
  public enum Method: String, CaseIterable, Sendable {
    /// By branching entropy, a boundary model, and a word model that is sampled.
    case full
    /// By branching entropy and a boundary model.
    case fast
    /// By mutual information, thresholds and filters, so that each word can be explained.
    case mutualInformation = "pmi"
  }
}
