import ArgumentParser
import WordMine
import WordMineBase
import WordMineText

/// `wordmine count`
struct Count: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Counts the n-grams of a text, exactly.",
    discussion: """
      Standard output is a TSV: each n-gram and its count, sorted by atoms. A file whose name ends in \
      .counts is binary, and can be merged:

        wordmine count -n 3 january.txt -o january.counts
        wordmine merge january.counts february.counts -o both.counts
      """)

  @Option(
    name: [.customShort("n"), .long], help: "The longest n-gram, 1 to \(NGramWindow.longest).")
  var order = 4

  @Option(help: "Fold the script before counting: as-is, simplified, traditional.")
  var script = Script.asIs

  @OptionGroup var output: OutputOptions<CountsFormat>
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try require("-n", order, in: 1...NGramWindow.longest) }

  func run() throws {
    try Session.run("count", resources) { session in
      let memory = try session.memory(atLeast: NGramCounter.minimumMemory)
      var configuration = NGramCounter.Configuration(order: order)
      configuration.script = script
      configuration.workers = session.workers
      configuration.memory = memory.limit
      configuration.directory = memory.directory
      var counter = NGramCounter(configuration)
      let corpus = try input.corpus(session)
      var reader = CorpusReader(
        corpus.inputs, corpus.readerConfiguration(workers: session.workers))
      let sink = try session.open(output.file)
      try reader.readAtoms { block, atoms in try counter.add(atoms, endsInput: block.isLast) }
      try session.stage("sorting")
      try output.format.write(
        to: sink, memory: memory, workers: session.workers
      ) { try counter.finish(to: $0) }
      session.report.add(corpus, reader.summary)
    }
  }
}

/// How counts are written.
enum CountsFormat: String, OutputFormat {
  case tsv
  case counts

  static var standard: CountsFormat { .tsv }

  static var suffixes: [FileSuffix<CountsFormat>] {
    [FileSuffix(".tsv", .tsv), FileSuffix(FileKind.countsSuffix, .counts)]
  }

  /// What a counts file may take in memory while it becomes a table.
  private static let spoolLimit = 8 << 20

  /// Writes counts to `sink`.
  ///
  /// - Parameter make: Writes a counts file.
  func write(
    to sink: ByteSink, memory: MemoryPlan, workers: Workers,
    _ make: (ByteSink) throws -> Void
  ) throws {
    guard self == .tsv else { return try make(sink) }
    let spool = ByteSpool(limit: Self.spoolLimit, directory: memory.directory)
    let counts = ByteSink.spool(spool)
    try make(counts)
    try counts.close()
    try NGramPrinter(memory: memory.limit, workers: workers) { try spool.source() }.print(to: sink)
  }
}
