import ArgumentParser
import WordMine
import WordMineText

/// `wordmine shard plan`
struct ShardPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plans discovery on shards: the alphabet, the ranges of atoms, what is looked for.",
    discussion: """
      Name the files of all shards in the order of the text, or their sum. The options are those of \
      `wordmine discover`, but for --dictionary, --known, --counts, --update and --method pmi, which need one \
      machine. --memory sets the sizes of the sample and of the model, so it must be the same for the same \
      result.

        wordmine shard plan a.written b.written --ranges 2 -o corpus.plan
      """)

  @Argument(help: "Files of `wordmine shard written`.", completion: .file())
  var files: [String]

  @Option(
    help: """
      The number of ranges that the strings of the corpus are divided into, 1 to \
      \(ShardPlan.Options.mostRanges): each is worked on by one process.
      """)
  var ranges = 1

  @OptionGroup var output: ShardOutput
  @OptionGroup var discovery: DiscoveryOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require("--ranges", ranges, in: 1...ShardPlan.Options.mostRanges)
    try require(
      discovery.method != .mutualInformation,
      "shards need --method full or fast: pmi needs the whole text in memory")
    try requireOneStandardInput(files)
  }

  func run() throws {
    try Session.run("shard plan", resources) { session in
      let memory = try session.memory(atLeast: MemoryPlan.minimumForAnySize)
      var options = ShardPlan.Options(discovery.configuration(memory, resources))
      options.listsPhrases = discovery.phrases
      options.ranges = ranges
      let sink = try session.open(output.output)
      let plan = try ShardPlan(
        options, written: files.map { path in { try ByteSource.named(path) } },
        check: memory.checkRuns)
      try plan.write(to: sink)
      session.report.inputs = files
    }
  }
}
