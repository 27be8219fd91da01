import WordMineBase
import WordMineText

/// Learns the boundary model and the word model from the entropies of a text.
struct ModelLearner {
  private let configuration: WordDiscovery.Configuration

  private let workers: Workers

  init(_ configuration: WordDiscovery.Configuration, _ workers: Workers) {
    self.configuration = configuration
    self.workers = workers
  }

  /// Stages A and B, with the configured granularity or one chosen from the text.
  func boundaries(
    _ text: AtomSequence, _ folds: CrossFitFolds, right: consuming UncorrectedEntropies,
    left: consuming UncorrectedEntropies
  ) throws -> BoundaryDiscovery {
    var granularity = configuration.granularity
    if granularity == nil {
      granularity = try Granularity(
        tolerance: configuration.method == .full
          ? Granularity.toleranceBeforeWordModel : Granularity.toleranceAlone
      )
      .choose(text, folds, right: right, left: left, workers: workers)
    }
    var stages = try BoundaryDiscovery(
      text, right: right.applyingCorrection(granularity!, workers: workers),
      left: left.applyingCorrection(granularity!, workers: workers), workers: workers)
    if isLittle(text) {
      try stages.learnStatistics(text, folds, workers: workers)
    } else {
      try stages.learnContexts(text, workers: workers)
    }
    return stages
  }

  /// With fewer atoms, boundaries are learned from statistics first, and even the utmost effort takes only
  /// a fraction of a second.
  private static let fewAtoms = 330_000

  private func isLittle(_ text: AtomSequence) -> Bool { text.range.count < Self.fewAtoms }

  /// Stage C; a short text gets the utmost effort, unless a quick result was requested.
  ///
  /// In a short text, the atoms and pairs around gaps are learned from the words that the statistics led
  /// to, if they help, and words are sampled again.
  func words(
    _ text: AtomSequence, _ stages: inout BoundaryDiscovery, keepsModel: Bool
  ) throws -> WordSegmentation {
    if stages.usesContexts { return try sampledWords(text, &stages, keepsModel) }
    var statistical = stages
    let words = try sampledWords(text, &statistical, keepsModel)
    if try stages.learnContexts(text, from: words.cuts, workers: workers) {
      return try sampledWords(text, &stages, keepsModel)
    }
    stages = statistical
    return words
  }

  private func sampledWords(
    _ text: AtomSequence, _ stages: inout BoundaryDiscovery, _ keepsModel: Bool
  ) throws -> WordSegmentation {
    let isLittle = isLittle(text) && configuration.effort != .quick
    return try WordSegmentation(
      text, &stages,
      .init(
        effort: isLittle ? .utmost : configuration.effort,
        maximumLength: configuration.maximumLength,
        seed: configuration.seed, memory: configuration.memory, workers: workers),
      keepsModel: keepsModel)
  }
}
