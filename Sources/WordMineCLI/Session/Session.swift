import FoundationEssentials
import Glibc
import Synchronization
import SystemPackage
import WordMine
import WordMineBase
import WordMineText

/// One run of a command: its outputs, its workers, what it says and what it reports.
///
///     try Session.run("count", resources) { session in
///       let sink = try session.open(output)
///       …
///       session.report.add(corpus, summary)
///     }
///
/// Outputs appear when the run is complete, and not at all if it fails or is interrupted.
final class Session {
  let workers: Workers
  var report: RunReport
  /// Whether a summary is said when the run is complete.
  var saysSummary = true
  private var notes: [String] = []
  private let resources: ResourceOptions
  private let progress: Progress
  private let interruption: Interruption
  private let partialFiles = PartialFiles()
  /// Where results go, and those that were begun.
  private var places: Set<String> = []
  private var sinks: [ByteSink] = []

  /// Runs a command.
  ///
  /// - Parameters:
  ///   - saysSummary: `false` for a command that reads no corpus, of which there is nothing to sum up.
  /// - Throws: What `body` throws; `Interruption.Ended` after a signal; `UsageError`, `SystemError`.
  static func run(
    _ command: String, _ resources: ResourceOptions, saysSummary: Bool = true,
    _ body: (Session) throws -> Void
  ) throws {
    let session = try Session(command, resources)
    session.saysSummary = saysSummary && !resources.quiet
    defer { session.progress.end() }
    do {
      try body(session)
      try session.finish()
    } catch is Interrupted {
      throw Interruption.Ended(signal: session.interruption.signal ?? SIGINT)
    }
  }

  private init(_ command: String, _ resources: ResourceOptions) throws {
    self.resources = resources
    report = RunReport(command)
    let progress = Progress(isQuiet: resources.quiet)
    self.progress = progress
    interruption = Interruption { [partialFiles] in partialFiles.remove() }
    workers = Workers(
      threads: resources.threads, interrupt: interruption.interrupt,
      progress: { progress.update($0) })
    if let path = resources.report { try reserve(path) }
  }

  /// Keeps two results from going to one place.
  ///
  /// - Throws: `UsageError` if another result goes there.
  func reserve(_ path: String) throws {
    let place = path == "-" ? path : FilePath(path).lexicallyNormalized().string
    guard places.insert(place).inserted else {
      let name = path == "-" ? "standard output" : path
      throw UsageError("two results would go to \(name); name another file for one of them")
    }
  }

  /// Begins an output: a file, or standard output for `-` or `nil`.
  ///
  /// - Throws: `SystemError` if the file cannot be made; `UsageError` if another result goes there.
  func open(_ path: String?) throws -> ByteSink {
    try reserve(path ?? "-")
    let sink = try openReserved(path)
    sinks.append(sink)
    // Where there are other results, a reader that stops early must not cost them.
    if places.count > 1 { for sink in sinks { sink.outlivesReader = true } }
    return sink
  }

  /// Begins a file whose place was reserved, and which the caller closes.
  ///
  /// - Throws: `SystemError` if the file cannot be made.
  func openReserved(_ path: String?) throws(SystemError) -> ByteSink {
    let sink = try OutputFile.open(path)
    if let partial = sink.partialPath { partialFiles.add(partial) }
    return sink
  }

  /// Begins an output, if there is one.
  func openIfGiven(_ path: String?) throws -> ByteSink? { try path.map(open) }

  /// Hands on what was written so far, for a reader that waits for it.
  func flush() throws(SystemError) {
    for sink in sinks { try sink.flush() }
  }

  /// Shows what is done now.
  ///
  /// - Throws: `Interrupted` after a signal.
  func stage(_ name: String, _ fraction: Double? = nil) throws {
    try workers.checkInterrupt()
    progress.show(name, fraction)
  }

  /// Tells the user something about the results when they are complete, unless asked to be quiet.
  func note(_ line: String) { notes.append(line) }

  /// Tells the user something now, unless asked to be quiet.
  func say(_ line: String) {
    progress.end()
    if !resources.quiet { Terminal.say("wordmine: \(line)") }
  }

  /// The memory that the run may use.
  ///
  /// - Throws: `UsageError` if it is less than the command needs.
  func memory(atLeast minimum: Int = MemoryPlan.minimum) throws -> MemoryPlan {
    try resources.memoryPlan(atLeast: minimum)
  }

  /// Completes all outputs, says the summary, and writes the report.
  private func finish() throws {
    // The first output is the main one: where it stands, all others do.
    for sink in sinks.reversed() { try sink.close() }
    for note in notes { say(note) }
    report.finish()
    if saysSummary { Terminal.say("wordmine: \(report.summary)") }
    guard let path = resources.report else { return }
    let sink = try openReserved(path)
    try sink.write(try report.json())
    try sink.close()
  }
}

/// The names of files that are removed if the process has to end at once.
private final class PartialFiles: Sendable {
  private let paths = Mutex<Set<String>>([])

  func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  func remove() {
    for path in paths.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}
