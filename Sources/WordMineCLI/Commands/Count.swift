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
        to: sink, memory: memory.limit, directory: memory.directory, workers: session.workers
      ) { try counter.finish(to: $0) }
      session.report.add(corpus, reader.summary)
    }
  }
}

extension CountsFormat: OutputFormat {
  static var standard: CountsFormat { .tsv }

  static var suffixes: [FileSuffix<CountsFormat>] {
    [FileSuffix(".tsv", .tsv), FileSuffix(FileKind.countsSuffix, .counts)]
  }
}
