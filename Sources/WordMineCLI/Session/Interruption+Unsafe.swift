import Glibc
import Synchronization
import WordMineBase

/// Turns the signals that end a process into an interrupt of its work.
///
/// The work ends at the next place where it looks for an interrupt. If it does not come to one in time —
/// it may be waiting for input —, the process ends without it. Signals that the parent had ignored, as
/// `nohup` and background jobs of scripts have, stay ignored.
final class Interruption: Sendable {
  /// The run was ended by a signal.
  struct Ended: Error, CustomStringConvertible {
    var signal: Int32

    var description: String {
      let known = Interruption.signals.first(where: { $0.signal == signal })
      return "stopped: \(known?.meaning ?? "by signal \(signal)")"
    }
  }

  let interrupt = Interrupt()
  private let received = Atomic<Int32>(0)

  /// How long the work may take to end, in microseconds.
  private static let grace: UInt32 = 500_000
  private static let signals: [(signal: Int32, meaning: String)] = [
    (SIGINT, "interrupted"), (SIGTERM, "asked to end"),
    (SIGHUP, "the terminal was closed"), (SIGXCPU, "the limit of processor time is reached"),
    (SIGUSR1, "by SIGUSR1"), (SIGUSR2, "by SIGUSR2"), (SIGALRM, "by SIGALRM"),
    (SIGVTALRM, "by SIGVTALRM"), (SIGPROF, "by SIGPROF"),
  ]

  /// The signal that was received.
  var signal: Int32? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// - Parameter cleanUp: Called before the process ends without its work having ended.
  init(cleanUp: @escaping @Sendable () -> Void) {
    // A file that grows beyond the limit is an error of writing.
    _ = Glibc.signal(SIGXFSZ, SIG_IGN)
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for (signal, _) in Self.signals where !Self.isIgnored(signal) {
      unsafe sigaddset(&set, signal)
    }
    // The threads that are started from here on do not take the signals either.
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    let thread = startThread { [set] in
      var (set, signal) = (set, Int32(0))
      guard unsafe sigwait(&set, &signal) == 0 else { return }
      self.received.store(signal, ordering: .relaxed)
      self.interrupt.request()
      usleep(Self.grace)
      cleanUp()
      Terminal.say("wordmine: \(Ended(signal: signal))")
      _exit(128 + signal)
    }
    // Where the system refuses a thread, the signals do what they do by default.
    if let thread {
      pthread_detach(thread)
    } else {
      unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    return handler == 1
  }
}
