import Synchronization
import Testing
import WordMineBase

/// Records the progress of a call; interrupts it after some reports.
final class ProgressRecorder: Sendable {
  private let recorded = Mutex<[StageProgress]>([])

  /// - Parameter interruptAfter: The number of reports after which the call is interrupted.
  func workers(threads: Int = 1, interruptAfter limit: Int? = nil) -> Workers {
    let interrupt = Interrupt()
    return Workers(threads: threads, interrupt: interrupt) { [self] progress in
      let count = recorded.withLock {
        $0.append(progress)
        return $0.count
      }
      if count == limit { interrupt.request() }
    }
  }

  var count: Int { recorded.withLock { $0.count } }

  /// Expects that these stages were reported in this order, each rising to its end.
  func expectWholeStages(_ names: [String]) {
    let all = recorded.withLock { $0 }
    var stages: [String] = []
    for progress in all where stages.last != progress.stage { stages.append(progress.stage) }
    #expect(stages == names)
    for name in names {
      let fractions = all.filter { $0.stage == name }.map(\.fraction)
      #expect(fractions == fractions.sorted() && fractions.last == 1, "\(name)")
      #expect(fractions.allSatisfy { 0...1 ~= $0 }, "\(name)")
    }
  }
}
