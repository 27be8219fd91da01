import Synchronization
import WordMineBase

/// Shows on a terminal what a run is doing, in one line of standard error.
///
/// Nothing is shown where standard error is not a terminal.
final class Progress: Sendable {
  private struct State {
    var stage = ""
    var last = ContinuousClock.now
    var isShown = false
  }

  private let isActive: Bool
  private let state = Mutex(State())
  private static let interval = Duration.milliseconds(100)

  init(isQuiet: Bool) { isActive = !isQuiet && Terminal.isErrorTerminal }

  func update(_ progress: StageProgress) { show(progress.stage, progress.fraction) }

  /// Shows the name of a stage, and the share of it that is done.
  func show(_ stage: String, _ fraction: Double?) {
    guard isActive else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      guard stage != state.stage || now - state.last > Self.interval else { return }
      let share = fraction.map { $0 > 0 ? ": \(Int(min(1, $0) * 100)) %" : "" } ?? ""
      Terminal.write("\(Self.lineStart)\(stage)\(share)")
      state = State(stage: stage, last: now, isShown: true)
    }
  }

  /// Takes the line away.
  func end() {
    guard isActive else { return }
    state.withLock { state in
      if state.isShown { Terminal.write(Self.lineStart) }
      state = State()
    }
  }

  /// Goes to the start of the line and clears it.
  private static let lineStart = "\r\u{1B}[K"
}
