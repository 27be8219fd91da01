import ArgumentParser
import WordMine

/// `wordmine shard merge`
struct ShardMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Adds up files of shards: written atoms, counts of one range, or uses.",
    discussion: """
      The files are of one kind, plan, range and direction, in the order of the shards. Sums can be added up \
      again.

        wordmine shard merge {a,b}/right-0000.counts -o right-0000.counts
      """)

  @Argument(help: "The files.", completion: .file())
  var files: [String]

  @OptionGroup var output: ShardOutput
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try requireOneStandardInput(files) }

  func run() throws {
    try Session.run("shard merge", resources) { session in
      let memory = try session.memory()
      let sink = try session.open(output.output)
      try session.stage("merging")
      try ShardMerge(directory: memory.directory, workers: session.workers).merge(
        memory.sources(files), to: sink)
      session.report.inputs = files
    }
  }
}
