import Dispatch
import Synchronization

/// Maps indices on several threads; the results come back in the order of the indices.
///
/// - Parameters:
///   - count: The number of indices, from 0.
///   - threads: How many workers share them; 1 runs all of them on the caller's thread.
/// - Throws: The error of the lowest index that failed, so that errors do not depend on timing.
/// - Complexity: `count` calls of `transform`, `min(count, threads)` at a time.
public func parallelMap<Result: Sendable>(
  _ count: Int, threads: Int, _ transform: @Sendable (Int) throws -> Result
) throws -> [Result] {
  try parallelMap(count, threads: threads, worker: { () }, { _, index in try transform(index) })
}

/// Maps indices on several threads, each with a worker of its own to keep its working memory in.
///
/// Which worker gets which indices is a matter of timing, so results must not depend on it.
public func parallelMap<Worker, Result: Sendable>(
  _ count: Int, threads: Int, worker: @Sendable () -> Worker,
  _ transform: @Sendable (inout Worker, Int) throws -> Result
) throws -> [Result] {
  if threads <= 1 || count <= 1 {
    var worker = worker()
    return try (0..<count).map { try transform(&worker, $0) }
  }
  let outcomes = Mutex<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: count))
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: min(count, threads)) { _ in
    var worker = worker()
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let outcome = Swift.Result { try transform(&worker, index) }
      outcomes.withLock { $0[index] = outcome }
    }
  }
  return try outcomes.withLock { all in try all.map { try $0!.get() } }
}
