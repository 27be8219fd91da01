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
  private var files = FileUses(arguments: CommandNames.arguments(Arguments.all))
  /// The results that were begun.
  private var sinks: [ByteSink] = []
  private var reportSink: ByteSink?

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
    partialFiles.removeWithoutMemory()
    interruption = Interruption { [partialFiles] in partialFiles.remove() }
    workers = Workers(
      threads: resources.threads, interrupt: interruption.interrupt,
      progress: { progress.update($0) })
    if let path = resources.report {
      try files.write(path)
      reportSink = try openReserved(path)
    }
  }

  /// Whether what was read and made is written to a file.
  var writesReport: Bool { reportSink != nil }

  /// Keeps results from taking the place of inputs that no argument names.
  ///
  /// - Throws: `UsageError` if a result goes to one of them.
  func reads(_ paths: [String]) throws { for path in paths { try files.read(path) } }

  /// Takes the place of a file that is written from time to time, and checks that it can be.
  ///
  /// - Throws: `SystemError` if the file cannot be made; `UsageError` if another result goes there.
  func reserve(_ path: String) throws {
    try files.write(path)
    _ = try OutputFile.open(path)
  }

  /// Begins an output: a file, or standard output for `-` or `nil`.
  ///
  /// - Parameter replaced: An input that the result may take the place of.
  /// - Throws: `SystemError` if the file cannot be made; `UsageError` if another result goes there,
  ///   or an input is read from there.
  func open(_ path: String?, replacing replaced: String? = nil) throws -> ByteSink {
    try files.write(path ?? "-", replacing: replaced)
    let sink = try openReserved(path)
    sinks.append(sink)
    // Where there are other results, a reader that stops early must not cost them.
    if sinks.count > 1 || reportSink != nil { for sink in sinks { sink.outlivesReader = true } }
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
  func openIfGiven(_ path: String?, replacing replaced: String? = nil) throws -> ByteSink? {
    try path.map { try open($0, replacing: replaced) }
  }

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
    if writesReport { try report.add(files: files.others) }
    // The first output is the main one: where it stands, all others do.
    for sink in sinks.reversed() { try sink.close() }
    for note in notes { say(note) }
    report.finish()
    if saysSummary { Terminal.say("wordmine: \(report.summary)") }
    try reportSink?.write(try report.json())
    try reportSink?.close()
  }
}

/// The names of files that are removed if the process has to end at once.
final class PartialFiles: Sendable {
  private let paths = Mutex<Set<String>>([])

  func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  func remove() {
    // Whoever holds the lock may be the one that was interrupted.
    for path in paths.withLockIfAvailable({ $0 }) ?? [] {
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}
