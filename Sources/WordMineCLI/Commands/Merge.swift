import ArgumentParser
import WordMine
import WordMineText

/// `wordmine merge`
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Adds up counts files, any number, in bounded memory.",
    discussion: """
      The result is what counting all texts together gives, byte for byte:

        wordmine merge january.counts february.counts -o both.counts
      """)

  @Argument(help: "Counts files of one order and script.", completion: .file())
  var files: [String] = []

  @OptionGroup var list: FileList

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or counts; by default what the name of the file asks for.")
  var format: CountsFormat?

  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard !files.isEmpty || list.filesFrom != nil else {
      throw ValidationError("name counts files, or a list of them with --files-from")
    }
  }

  func run() throws {
    var report = RunReport("merge")
    let files = try list.names(after: files)
    _ = try resources.memoryLimit(atLeast: NGramCounter.minimumMemory)
    let sink = try OutputFile.open(output)
    let directory = resources.temporaryDirectory
    let sources = files.map { path in { () throws -> ByteSource in try InputFile.open(path) } }
    try CountsFormat.chosen(format, for: output).write(to: sink, directory: directory) {
      try NGramMerge(directory: directory).merge(sources, to: $0)
    }
    try sink.close()
    report.inputs = files
    try report.finish(resources)
  }
}
