import FoundationEssentials
import Glibc

/// What this process used so far.
enum ResourceUsage {
  private static var usage: rusage {
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  /// The most bytes of addresses that it may have; `nil` if there is no limit.
  static var addressLimit: Int? {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
    return limit.rlim_cur < rlim_t(Int.max) ? Int(limit.rlim_cur) : nil
  }

  /// The most memory that it held at any time, in bytes; where the system does not tell, what its parent held
  /// when it was made may be more.
  static var peakMemory: Int {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return (kilobytes ?? usage.ru_maxrss) << 10
  }

  /// The time that its threads computed, in seconds.
  static var processorSeconds: Double {
    [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
