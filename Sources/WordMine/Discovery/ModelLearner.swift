import WordMineText

/// Learns the boundary model and the word model from the entropies of a text.
struct ModelLearner {
  private let configuration: WordDiscovery.Configuration

  init(_ configuration: WordDiscovery.Configuration) { self.configuration = configuration }

  /// Stages A and B, with the granularity that was asked for or that the text calls for.
  func boundaries<ID: AtomID>(
    _ text: DiscoveryText<ID>, _ turns: FoldTurns, right: consuming EntropyParts,
    left: consuming EntropyParts
  ) throws -> BoundaryDiscovery<ID> {
    let threads = configuration.threads
    var correction = configuration.granularity
    if correction == nil {
      correction = try Granularity(tolerance: configuration.method == .full ? 0.042 : 0.033)
        .correction(text, turns, right: right, left: left, threads: threads)
    }
    return try BoundaryDiscovery(
      text, turns, right: right.corrected(by: correction!, threads: threads),
      left: left.corrected(by: correction!, threads: threads), threads: threads)
  }

  /// Below so many atoms the utmost effort is a fraction of a second.
  private static let fewAtoms = 330_000

  /// Stage C; with the utmost effort where there is little text, unless a quick result was asked for.
  func words<ID: AtomID>(
    _ text: DiscoveryText<ID>, _ turns: FoldTurns, _ stages: inout BoundaryDiscovery<ID>,
    keepsModel: Bool
  ) throws -> WordSegmentation<ID> {
    let isLittle = turns.positions < Self.fewAtoms && configuration.effort != .quick
    return try WordSegmentation(
      text, turns, &stages,
      .init(
        effort: isLittle ? .utmost : configuration.effort,
        maximumLength: configuration.maximumLength,
        seed: configuration.seed, threads: configuration.threads), keepsModel: keepsModel)
  }
}
