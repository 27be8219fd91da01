// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the header.
import CWordMine
import WordMine

/// The interrupt and the progress of one call.
final class CallTask: Sendable {
  let interrupt = Interrupt()
  let progress: (@Sendable (StageProgress) -> Void)?

  init(progress: (@Sendable (StageProgress) -> Void)?) { self.progress = progress }

  /// The workers of a call that may have a task.
  static func workers(_ handle: OpaquePointer?, threads: Int) throws -> Workers {
    guard handle != nil else { return Workers(threads: threads) }
    let task: CallTask = try Handle.object(handle)
    return Workers(threads: threads, interrupt: task.interrupt, progress: task.progress)
  }
}

/// Where the caller wants to hear of progress.
///
/// The header says that it is called on any thread, never on two at once.
private struct Listener: @unchecked Sendable {
  let function: wordmine_progress
  let context: UnsafeMutableRawPointer?

  func hear(_ progress: StageProgress) { function(context, progress.stage, progress.fraction) }
}

@c @implementation
public func wordmine_task_new(
  _ progress: wordmine_progress?, _ context: UnsafeMutableRawPointer?
) -> OpaquePointer? {
  guard let progress else { return Handle.make(CallTask(progress: nil)) }
  let listener = Listener(function: progress, context: context)
  return Handle.make(CallTask(progress: { listener.hear($0) }))
}

@c @implementation
public func wordmine_task_interrupt(_ task: OpaquePointer?) {
  (try? Handle.object(task, CallTask.self))?.interrupt.request()
}

@c @implementation
public func wordmine_task_free(_ task: OpaquePointer?) { Handle.free(task) }
