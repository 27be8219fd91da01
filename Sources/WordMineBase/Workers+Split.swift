import Synchronization

extension Workers {
  /// Workers for each part of a stage; parts may run one after another or at the same time.
  ///
  /// Whatever a part reports becomes the progress of the whole stage: the mean of its parts.
  package func split(_ stage: String, into count: Int) -> [Workers] {
    guard let progress else { return Array(repeating: self, count: count) }
    let shares = PartShares(count)
    return (0..<count).map { part in
      var workers = self
      workers.progress = { report in
        shares.update(part, report.fraction) {
          progress(StageProgress(stage: stage, fraction: $0))
        }
      }
      return workers
    }
  }
}

/// The completed share of each part of a stage.
private final class PartShares: Sendable {
  private let shares: Mutex<[Double]>

  init(_ count: Int) { shares = Mutex(Array(repeating: 0, count: count)) }

  /// Calls `report` with the share of all parts, never concurrently.
  ///
  /// A share never falls: a part may report several stages, each from 0.
  func update(_ part: Int, _ share: Double, _ report: (Double) -> Void) {
    shares.withLock { shares in
      shares[part] = max(shares[part], share)
      report(shares.reduce(0, +) / Double(shares.count))
    }
  }
}
