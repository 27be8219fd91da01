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
    _ text: AtomSequence, _ turns: CrossFitFolds, right: consuming UncorrectedEntropies,
    left: consuming UncorrectedEntropies
  ) throws -> BoundaryDiscovery {
    var correction = configuration.granularity
    if correction == nil {
      correction = try Granularity(
        tolerance: configuration.method == .full
          ? Granularity.toleranceBeforeWordModel : Granularity.toleranceAlone
      )
      .correction(text, turns, right: right, left: left, workers: workers)
    }
    return try BoundaryDiscovery(
      text, turns, right: right.corrected(by: correction!, workers: workers),
      left: left.corrected(by: correction!, workers: workers), workers: workers)
  }

  /// Below this many atoms, even the utmost effort takes only a fraction of a second.
  private static let fewAtoms = 330_000

  /// Stage C; a short text gets the utmost effort, unless a quick result was requested.
  func words(
    _ text: AtomSequence, _ turns: CrossFitFolds, _ stages: inout BoundaryDiscovery,
    keepsModel: Bool
  ) throws -> WordSegmentation {
    let isLittle = turns.positions < Self.fewAtoms && configuration.effort != .quick
    return try WordSegmentation(
      text, turns, &stages,
      .init(
        effort: isLittle ? .utmost : configuration.effort,
        maximumLength: configuration.maximumLength,
        seed: configuration.seed, workers: workers), keepsModel: keepsModel)
  }
}
