import ArgumentParser
import WordMine
import WordMineText

/// `wordmine merge`
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Adds up any number of counts files, in bounded memory.",
    discussion: """
      The result is the same, byte for byte, as counting all texts together:

        wordmine merge january.counts february.counts -o both.counts

      What was counted can be taken out again, as for a window that moves on:

        wordmine merge week.counts today.counts --subtract monday.counts -o w.tsv
      """)

  @Argument(help: "Counts files of one order and script.", completion: .file())
  var files: [String] = []

  @Option(
    help: "Take the counts of this file out of the sum; can be repeated.", completion: .file())
  var subtract: [String] = []

  @OptionGroup var list: FileList
  @OptionGroup var output: OutputOptions<CountsFormat>
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try requireOneStandardInput(files + subtract + [list.filesFrom])
    try require(
      !files.isEmpty || list.filesFrom != nil,
      "name counts files, or a list of them with --files-from")
  }

  func run() throws {
    try Session.run("merge", resources) { session in
      let files = try list.names(after: files)
      try session.reads(files + subtract)
      let memory = try session.memory(atLeast: NGramCounter.minimumMemory)
      let sink = try session.open(output.file)
      let merge = NGramMerge(directory: memory.directory, workers: session.workers)
      try session.stage("merging")
      try output.format.write(
        to: sink, memory: memory.limit, directory: memory.directory, workers: session.workers
      ) { sink in
        if subtract.isEmpty { return try merge.merge(Self.sources(files), to: sink) }
        let (whole, part) = (try sum(files, merge, memory), try sum(subtract, merge, memory))
        try NGramSubtraction(workers: session.workers).subtract(
          { try part.source(name: subtract[0]) }, from: { try whole.source(name: files[0]) },
          to: sink)
      }
      session.report.inputs = files + subtract
    }
  }

  private static func sources(_ files: [String]) -> [() throws -> ByteSource] {
    files.map { path in { try ByteSource.named(path) } }
  }

  private func sum(_ files: [String], _ merge: NGramMerge, _ memory: MemoryPlan) throws -> ByteSpool
  {
    let spool = ByteSpool(limit: memory.limit / 8, directory: memory.directory)
    let sink = ByteSink.spool(spool)
    try merge.merge(Self.sources(files), to: sink)
    try sink.close()
    return spool
  }
}
