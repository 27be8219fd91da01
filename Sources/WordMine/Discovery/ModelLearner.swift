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
    return try BoundaryDiscovery(
      text, folds, right: right.applyingCorrection(granularity!, workers: workers),
      left: left.applyingCorrection(granularity!, workers: workers), workers: workers)
  }

  /// Below this many atoms, even the utmost effort takes only a fraction of a second.
  private static let fewAtoms = 330_000

  /// Stage C; a short text gets the utmost effort, unless a quick result was requested.
  func words(
    _ text: AtomSequence, _ folds: CrossFitFolds, _ stages: inout BoundaryDiscovery,
    keepsModel: Bool
  ) throws -> WordSegmentation {
    let isLittle = folds.positions < Self.fewAtoms && configuration.effort != .quick
    return try WordSegmentation(
      text, folds, &stages,
      .init(
        effort: isLittle ? .utmost : configuration.effort,
        maximumLength: configuration.maximumLength,
        seed: configuration.seed, memory: configuration.memory, workers: workers),
      keepsModel: keepsModel)
  }
}
