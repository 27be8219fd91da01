import Synchronization

/// Maps indices on several threads; the results are in the order of the indices.
///
/// - Parameters:
///   - count: The number of indices, from 0.
///   - workers: With one thread, everything runs on the caller's thread. Interrupts are checked
///     between indices.
///   - stage: The name under which progress is reported after each index; `nil`: no reports.
/// - Throws: The error of the lowest index that failed, so that errors do not depend on timing.
/// - Complexity: `count` calls of `transform`, up to `min(count, workers.threads)` at a time.
package func parallelMap<Result: Sendable>(
  _ count: Int, on workers: Workers, stage: String? = nil,
  _ transform: @Sendable (Int) throws -> Result
) throws -> [Result] {
  try parallelMap(
    count, on: workers, stage: stage, worker: { () }, { _, index in try transform(index) })
}

/// Maps indices on several threads, each with a worker that holds its working memory.
///
/// Where the system refuses threads, fewer are used.
///
/// The assignment of indices to workers depends on timing, so results must not depend on it.
package func parallelMap<Worker, Result: Sendable>(
  _ count: Int, on workers: Workers, stage: String? = nil, worker: @Sendable () throws -> Worker,
  _ transform: @Sendable (inout Worker, Int) throws -> Result
) throws -> [Result] {
  if workers.threads <= 1 || count <= 1 {
    var worker = try worker()
    return try (0..<count).map { index in
      try workers.checkInterrupt()
      let result = try transform(&worker, index)
      if let stage { try workers.report(stage, Double(index + 1) / Double(count)) }
      return result
    }
  }
  let outcomes = Mutex(Outcomes<Result>(count))
  let next = Atomic<Int>(0)
  onThreads(min(count, workers.threads)) {
    do {
      var worker = try worker()
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let outcome = Swift.Result {
          try workers.checkInterrupt()
          return try transform(&worker, index)
        }
        outcomes.withLock {
          $0.set(outcome, at: index)
          if let stage { try? workers.report(stage, Double($0.done) / Double(count)) }
        }
      }
    } catch {
      outcomes.withLock { $0.workerFailure = error }
    }
  }
  return try outcomes.withLock { try $0.results() }
}

/// The outcome of each index.
private struct Outcomes<Result: Sendable> {
  private var all: [Swift.Result<Result, any Error>?]
  private(set) var done = 0
  /// Why a worker could not be made.
  var workerFailure: (any Error)?

  init(_ count: Int) { all = Array(repeating: nil, count: count) }

  mutating func set(_ outcome: Swift.Result<Result, any Error>, at index: Int) {
    all[index] = outcome
    done += 1
  }

  func results() throws -> [Result] {
    if let workerFailure { throw workerFailure }
    return try all.map { try $0!.get() }
  }
}
