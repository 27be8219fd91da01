import ArgumentParser
import FoundationEssentials
import WordMine
import WordMineText

/// The means that a command may use, and how much it says.
struct ResourceOptions: ParsableArguments {
  @Option(help: "Threads; results do not depend on them.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    name: .shortAndLong,
    help: "Memory that may be used, such as 512M or 4G; by default half of what is available.")
  var memory: MemorySize?

  @Option(
    help: "The directory for temporary files; by default TMPDIR, else /tmp.",
    completion: .directory)
  var temporary: String?

  @Option(help: "The seed of all random numbers.")
  var seed: UInt64 = 0

  @Flag(name: .shortAndLong, help: "Print nothing but errors to standard error.")
  var quiet = false

  @Option(help: "Write the summary as JSON to this file.", completion: .file())
  var report: String?

  func validate() throws { try require("--threads", threads, in: 1...1024) }

  /// The memory that may be used.
  ///
  /// - Throws: `UsageError` if it is less than the command needs; `SystemError` if the directory for
  ///   temporary files is none.
  func memoryPlan(atLeast minimum: Int) throws -> MemoryPlan {
    let limit = memory ?? MemorySize(bytes: max(MemorySize.standard.bytes, minimum))
    guard limit.bytes >= minimum else {
      throw UsageError("--memory is \(limit.description); it must be at least \(minimum >> 20)M")
    }
    let directory = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
    if let temporary, FileStatus(path: temporary)?.kind != .directory {
      throw SystemError(
        "create temporary files in \(temporary)",
        ByteSource.isMissing(temporary) ? .noSuchFileOrDirectory : .notDirectory)
    }
    return MemoryPlan(
      limit: limit.bytes, directory: temporary ?? (directory.isEmpty ? "/tmp" : directory))
  }
}
