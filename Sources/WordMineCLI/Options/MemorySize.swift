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

  /// Half of what is available to the process, to its control group and to those above that.
  static var standard: MemorySize {
    var available = field("MemAvailable", in: "/proc/meminfo").map { $0 << 10 } ?? 2 << 30
    if let limit = ResourceUsage.addressLimit {
      let used = field("VmSize", in: "/proc/self/status").map { $0 << 10 } ?? 0
      available = min(available, max(0, limit - used))
    }
    for (limit, used) in controlGroupFiles {
      guard let limit = number(in: limit) else { continue }
      available = min(available, max(0, limit - (number(in: used) ?? 0)))
    }
    return MemorySize(bytes: available / 2)
  }

  /// The files with the limit and the use of the control group of the process, and of all above it.
  private static var controlGroupFiles: [(limit: String, used: String)] {
    controlGroupFiles(text(of: "/proc/self/cgroup") ?? "0::/")
  }

  /// - Parameter list: Lines such as `0::/user/session`, or of version 1, `4:memory:/user`.
  static func controlGroupFiles(_ list: String) -> [(limit: String, used: String)] {
    list.split(separator: "\n").flatMap { line -> [(limit: String, used: String)] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let isFirstVersion = fields[1].split(separator: ",").contains("memory")
      guard isFirstVersion || fields[1].isEmpty else { return [] }
      let names = fields[2].split(separator: "/")
      return (0...names.count).map { depth in
        let root = isFirstVersion ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup"
        let group = ([root] + names[..<depth].map(String.init)).joined(separator: "/")
        return isFirstVersion
          ? (group + "/memory.limit_in_bytes", group + "/memory.usage_in_bytes")
          : (group + "/memory.max", group + "/memory.current")
      }
    }
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
