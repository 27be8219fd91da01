import ArgumentParser
import WordMine
import WordMineText

/// `wordmine count`
struct Count: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Counts the n-grams of a text, exactly.",
    discussion: """
      Standard output is a TSV: each n-gram and its count, sorted by atoms. A file that ends \
      in .counts is binary, and can be merged:

        wordmine count -n 3 january.txt -o january.counts
        wordmine merge january.counts february.counts -o both.counts
      """)

  @Option(name: [.customShort("n"), .long], help: "The longest n-gram, 1 to 8.")
  var order = 4

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or counts; by default what the name of the file asks for.")
  var format: CountsFormat?

  @Option(help: "Fold the script before counting: as-is, simplified, traditional.")
  var script = Script.asIs

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard (1...NGramWindow.longest).contains(order) else {
      throw ValidationError("-n is \(order); it can be 1 to \(NGramWindow.longest)")
    }
  }

  func run() throws {
    var report = RunReport("count")
    let progress = Progress(isQuiet: resources.quiet)
    var configuration = NGramCounter.Configuration(order: order)
    configuration.script = script
    configuration.workers.threads = resources.threads
    configuration.memory = try resources.memoryLimit(atLeast: NGramCounter.minimumMemory)
    configuration.directory = resources.temporaryDirectory
    var counter = NGramCounter(configuration)
    var reader = CorpusReader(
      try input.inputs(), try input.configuration(threads: resources.threads))
    let sink = try OutputFile.open(output)
    try reader.readAtoms(progress: progress.update) { block, atoms in
      try counter.add(atoms, endsInput: block.isLast)
    }
    progress.stage("sorting")
    try CountsFormat.chosen(format, for: output).write(
      to: sink, directory: configuration.directory
    ) { try counter.finish(to: $0) }
    try sink.close()
    progress.end()
    report.add(reader)
    try report.finish(resources)
  }
}

/// How counts are written.
enum CountsFormat: String, ExpressibleByArgument {
  case tsv
  case counts

  /// The format that was asked for, or that the file's name asks for; else a TSV.
  static func chosen(_ format: CountsFormat?, for path: String?) -> CountsFormat {
    format ?? (path?.hasSuffix(".counts") ?? false ? .counts : .tsv)
  }

  /// Writes counts to `sink`.
  ///
  /// - Parameter make: Writes a counts file.
  func write(to sink: ByteSink, directory: String, _ make: (ByteSink) throws -> Void) throws {
    guard self == .tsv else { return try make(sink) }
    let spool = ByteSpool(limit: 8 << 20, directory: directory)
    let counts = ByteSink.spool(spool)
    try make(counts)
    try counts.close()
    try NGramPrinter { try spool.source() }.print(to: sink)
  }
}
