import Glibc

/// Runs a closure on several threads at once, of which the caller's is one, and waits for all of them.
///
/// Where the system refuses threads, fewer run it; so it takes its items from a common store until there
/// are none. (A pool of threads that waits for the system to change its mind would hang.)
func onThreads(_ count: Int, _ body: @Sendable () -> Void) {
  withoutActuallyEscaping(body) { body in
    let threads = (1..<max(1, count)).map { _ in startThread(body) }
    body()
    // Each thread is joined once, before `body` goes out of scope.
    for case let thread? in threads { pthread_join(thread, nil) }
  }
}

/// Starts a thread, which is to be joined or detached.
///
/// - Returns: `nil` if the system refuses it.
package func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  let start = unsafe Unmanaged.passRetained(ThreadStart(body))
  var thread = pthread_t()
  // SAFETY: the thread takes over the one reference that the pointer holds.
  let error = unsafe pthread_create(
    &thread, nil,
    { argument in
      unsafe Unmanaged<ThreadStart>.fromOpaque(argument!).takeRetainedValue().body()
      return nil
    }, start.toOpaque())
  if error == 0 { return thread }
  unsafe start.release()
  return nil
}

private final class ThreadStart: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
