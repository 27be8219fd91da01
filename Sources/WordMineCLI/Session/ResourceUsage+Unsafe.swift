import Glibc

/// What this process used so far.
enum ResourceUsage {
  private static var usage: rusage {
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  /// The most memory that it held at any time, in bytes.
  static var peakMemory: Int { usage.ru_maxrss << 10 }

  /// The time that its threads computed, in seconds.
  static var processorSeconds: Double {
    [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
