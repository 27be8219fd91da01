import Dispatch
import Synchronization

/// Maps indices on several threads; the results come back in the order of the indices.
func parallelLoop<Result: Sendable>(
  _ count: Int, threads: Int, _ transform: @Sendable (Int) -> Result
) -> [Result] {
  if threads <= 1 || count <= 1 { return (0..<count).map(transform) }
  let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: min(count, threads)) { _ in
    while case let index = next.add(1, ordering: .relaxed).oldValue, index < count {
      let result = transform(index)
      results.withLock { $0[index] = result }
    }
  }
  return results.withLock { $0.map { $0! } }
}
