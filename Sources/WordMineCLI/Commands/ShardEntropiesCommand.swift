import ArgumentParser
import WordMine

/// `wordmine shard entropies`
struct ShardEntropiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entropies",
    abstract: "Measures the strings of one range in one direction, for the sample.",
    discussion: """
      The counts are those of all shards, added up.

        wordmine shard entropies --plan corpus.plan --counts right-0000.counts \\
          --sample a.sample b.sample -o right-0000.entropies
      """)

  @Option(help: "The counts of a range and direction, added up.", completion: .file())
  var counts: String

  @OptionGroup var sample: SampleOption
  @OptionGroup var output: ShardOutput
  @OptionGroup var plan: PlanOption
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try requireOneStandardInput([plan.plan, counts] + sample.files) }

  func run() throws {
    try Session.run("shard entropies", resources) { session in
      let memory = try session.memory()
      let (steps, _) = try plan.steps(session)
      let sink = try session.open(output.output)
      try steps.measureSample(
        memory.sources(sample.files), counts: memory.source(counts), to: sink)
      session.report.inputs = [counts]
    }
  }
}
