import ArgumentParser
import WordMineText

/// An amount of memory: `512M`, `2G`, `1048576`.
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  private static let exponents: [Substring: Int] = ["": 0, "K": 10, "M": 20, "G": 30, "T": 40]
  private static let largest = 0x1p60

  init?(argument: String) {
    let text = argument.uppercased()
    let digits = text.prefix { $0.isNumber || $0 == "." }
    var unit = text.dropFirst(digits.count)
    for ending in ["IB", "B"] where unit.hasSuffix(ending) {
      unit.removeLast(ending.count)
      break
    }
    guard let value = Double(digits), value >= 0, let exponent = Self.exponents[unit] else {
      return nil
    }
    bytes = Int(min(Double(sign: .plus, exponent: exponent, significand: value), Self.largest))
  }

  var defaultValueDescription: String { description }

  /// In whole MiB, or less.
  var description: String { bytes < 1 << 20 ? "\(bytes) bytes" : "\(bytes >> 20)M" }

  /// Half of what is available to the process and to its control group.
  static var standard: MemorySize {
    var available = field("MemAvailable", in: "/proc/meminfo").map { $0 << 10 } ?? 2 << 30
    for (limit, used) in [
      ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
      (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes"
      ),
    ] {
      guard let limit = number(in: limit) else { continue }
      available = min(available, max(0, limit - (number(in: used) ?? 0)))
    }
    return MemorySize(bytes: available / 2)
  }

  private static func text(of path: String) -> String? {
    guard var source = try? ByteSource(path: path) else { return nil }
    return (try? source.read(1 << 16)).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func number(in path: String) -> Int? {
    text(of: path).flatMap { Int($0.prefix { $0 != "\n" }) }
  }

  private static func field(_ name: String, in path: String) -> Int? {
    let line = text(of: path)?.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
  }
}
