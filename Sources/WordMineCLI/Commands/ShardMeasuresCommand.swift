import ArgumentParser
import WordMine

/// `wordmine shard measures`
struct ShardMeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Measures the words that will be listed, of one range in one direction.",
    discussion: """
      Uses and counts are those of all shards, added up.

        wordmine shard measures --plan corpus.plan --uses corpus.uses \\
          --counts right-0000.counts -o right-0000.measures
      """)

  @Option(help: "The uses in all shards, added up.", completion: .file())
  var uses: String

  @Option(help: "The counts of a range and direction, added up.", completion: .file())
  var counts: String

  @OptionGroup var output: ShardOutput
  @OptionGroup var plan: PlanOption
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try requireOneStandardInput([plan.plan, uses, counts]) }

  func run() throws {
    try Session.run("shard measures", resources) { session in
      let (steps, plan) = try self.plan.steps(session)
      let memory = try session.memory(atLeast: plan.memory)
      let sink = try session.open(output.output)
      try steps.measureWords(memory.source(uses), counts: memory.source(counts), to: sink)
      session.report.inputs = [uses, counts]
    }
  }
}
