import Synchronization

/// The threads that a call may use, its interrupt, and its progress handler.
///
///     let interrupt = Interrupt()
///     let workers = Workers(threads: 4, interrupt: interrupt) { print($0.stage, $0.fraction) }
///
/// Results never depend on the number of threads.
public struct Workers: Sendable {
  /// The number of threads that work at the same time; less than 1 counts as 1.
  public var threads: Int { didSet { threads = max(1, threads) } }
  /// Stops the call when requested; `nil` if the call cannot be interrupted.
  public var interrupt: Interrupt?
  /// Receives the progress of the call, on any of its threads but never concurrently.
  public var progress: (@Sendable (StageProgress) -> Void)?

  public init(
    threads: Int = 1, interrupt: Interrupt? = nil,
    progress: (@Sendable (StageProgress) -> Void)? = nil
  ) {
    self.threads = max(1, threads)
    self.interrupt = interrupt
    self.progress = progress
  }

  /// The same interrupt and progress handler with another number of threads.
  package func with(threads: Int) -> Workers {
    var workers = self
    workers.threads = max(1, threads)
    return workers
  }

  /// - Throws: `Interrupted` once an interrupt has been requested.
  @usableFromInline package func checkInterrupt() throws(Interrupted) {
    if let interrupt, interrupt.isRequested { throw Interrupted() }
  }

  /// Reports the progress of a stage, from 0 to 1, and checks for an interrupt.
  ///
  /// - Throws: `Interrupted` once an interrupt has been requested.
  @usableFromInline package func report(_ stage: String, _ fraction: Double) throws(Interrupted) {
    try checkInterrupt()
    progress?(StageProgress(stage: stage, fraction: fraction))
  }
}

/// Stops a long call from another thread.
///
/// The call throws `Interrupted` as soon as the items in progress are done, well within a second.
/// It leaves no temporary file or partial output behind.
public final class Interrupt: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  /// Stops every call that uses this interrupt, now and in the future.
  public func request() { flag.store(true, ordering: .relaxed) }

  public var isRequested: Bool { flag.load(ordering: .relaxed) }
}

/// The error of a call that was stopped by its `Interrupt`.
public struct Interrupted: Error, Equatable, CustomStringConvertible {
  public init() {}

  public var description: String { "interrupted" }
}

/// The progress of a stage of a call.
public struct StageProgress: Equatable, Sendable {
  /// The name of the stage in lower case, such as `entropies`.
  public var stage: String
  /// The completed share of the stage, from 0 to 1.
  public var fraction: Double

  public init(stage: String, fraction: Double) {
    self.stage = stage
    self.fraction = fraction
  }
}
