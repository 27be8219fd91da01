import Synchronization
import Testing
import WordMineBase

/// Records the progress of a call, and interrupts it at the first report of a stage.
final class ProgressRecorder: Sendable {
  private let recorded = Mutex<[StageProgress]>([])
  private let interrupt = Interrupt()
  private let stage: String?

  /// - Parameter stage: The stage that requests the interrupt; `nil`: none.
  init(interruptingAt stage: String? = nil) { self.stage = stage }

  func workers(threads: Int = 1) -> Workers {
    Workers(threads: threads, interrupt: interrupt) { [self] progress in
      recorded.withLock { $0.append(progress) }
      if progress.stage == stage { interrupt.request() }
    }
  }

  var reports: [StageProgress] { recorded.withLock { $0 } }

  /// Expects that the stages were reported, each rising to its end.
  func expectWholeStages(_ names: [String]) {
    let reports = reports
    for name in names {
      let fractions = reports.filter { $0.stage == name }.map(\.fraction)
      #expect(fractions == fractions.sorted() && fractions.last == 1, "\(name): \(fractions)")
      #expect(fractions.allSatisfy { 0...1 ~= $0 }, "\(name): \(fractions)")
    }
  }

  /// Expects that a call throws `Interrupted`, with the report of the stage as its last.
  ///
  /// Other threads may be reporting already, once each.
  static func expectInterrupted(
    at stage: String, threads: Int = 1, _ call: (Workers) throws -> Void
  ) {
    let recorder = ProgressRecorder(interruptingAt: stage)
    #expect(throws: Interrupted.self, "\(stage)") {
      try call(recorder.workers(threads: threads))
    }
    let late = recorder.reports.drop { $0.stage != stage }.dropFirst()
    #expect(recorder.reports.contains { $0.stage == stage }, "\(stage)")
    #expect(late.count < threads, "\(late)")
  }
}
