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
      """)

  @Argument(help: "Counts files of one order and script.", completion: .file())
  var files: [String] = []

  @OptionGroup var list: FileList
  @OptionGroup var output: OutputOptions<CountsFormat>
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try requireOneStandardInput(files + [list.filesFrom])
    try require(
      !files.isEmpty || list.filesFrom != nil,
      "name counts files, or a list of them with --files-from")
  }

  func run() throws {
    try Session.run("merge", resources) { session in
      let files = try list.names(after: files)
      try session.reads(files)
      let memory = try session.memory(atLeast: NGramCounter.minimumMemory)
      let sink = try session.open(output.file)
      let sources = files.map { path in { () throws -> ByteSource in try ByteSource.named(path) } }
      try session.stage("merging")
      try output.format.write(to: sink, memory: memory, workers: session.workers) {
        try NGramMerge(directory: memory.directory, workers: session.workers).merge(sources, to: $0)
      }
      session.report.inputs = files
    }
  }
}
