import Glibc
import Synchronization
import WordMineBase

/// Turns the signals that end a process into an interrupt of its work.
///
/// The work ends at the next place where it looks for an interrupt. If it does not come to one in time —
/// it may be waiting for input —, the process ends without it.
final class Interruption: Sendable {
  /// The run was ended by a signal.
  struct Ended: Error {
    var signal: Int32
  }

  let interrupt = Interrupt()
  private let received = Atomic<Int32>(0)

  /// How long the work may take to end, in microseconds.
  private static let grace: UInt32 = 500_000
  private static let signals = [SIGINT, SIGTERM]

  /// The signal that was received.
  var signal: Int32? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// - Parameter cleanUp: Called before the process ends without its work having ended.
  init(cleanUp: @escaping @Sendable () -> Void) {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in Self.signals {
      // A parent may have had them ignored.
      _ = Glibc.signal(signal, SIG_DFL)
      unsafe sigaddset(&set, signal)
    }
    // The threads that are started from here on do not take the signals either.
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    let thread = startThread { [set] in
      var (set, signal) = (set, Int32(0))
      unsafe sigwait(&set, &signal)
      self.received.store(signal, ordering: .relaxed)
      self.interrupt.request()
      usleep(Self.grace)
      cleanUp()
      _exit(128 + signal)
    }
    // Where the system refuses a thread, the signals do what they do by default.
    if let thread {
      pthread_detach(thread)
    } else {
      unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
  }
}
