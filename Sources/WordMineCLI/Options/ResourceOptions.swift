import ArgumentParser
import WordMineBase
import WordMineText

/// The means that a command may use, and how much it says.
struct ResourceOptions: ParsableArguments {
  @Option(help: "Threads; results do not depend on them.")
  var threads = Processors.count

  @Option(help: "Memory that may be used, like 512M or 4G; half of what is available by default.")
  var memory: MemorySize?

  @Option(help: "The directory of temporary files; else TMPDIR, else /tmp.", completion: .directory)
  var temporary: String?

  @Option(help: "The seed of everything that is drawn at random.")
  var seed: UInt64 = 0

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Option(help: "Write the summary as JSON to this file.", completion: .file())
  var report: String?

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is \(threads); it can be 1 to 1024")
    }
  }

  /// The memory that may be used, in bytes.
  ///
  /// - Throws: `UsageError` if it is less than the command needs.
  func memoryLimit(atLeast minimum: Int) throws -> Int {
    let limit = memory ?? MemorySize(bytes: max(MemorySize.standard.bytes, minimum))
    guard limit.bytes >= minimum else {
      throw UsageError("--memory is \(limit.description); it takes at least \(minimum >> 20)M")
    }
    return limit.bytes
  }

  /// The threads of a call, with its progress shown.
  func workers(_ progress: Progress) -> Workers {
    Workers(threads: threads) { [isTerminal = progress.isShown] in
      if isTerminal { Terminal.write("\r\u{1B}[K\($0.stage) \(Int(100 * $0.fraction)) %") }
    }
  }

  var temporaryDirectory: String {
    temporary ?? Environment["TMPDIR"]
      ?? "/tmp"
  }
}
