import ArgumentParser
import WordMine

/// `wordmine shard fit`
struct ShardFit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Learns the model from the sample and the entropies of all ranges.",
    discussion: """
      The model cuts text as that of `wordmine discover --save-model` does, and holds no list of words yet: \
      `wordmine shard dictionary --save-model` adds it.

        wordmine shard fit --plan corpus.plan --sample a.sample b.sample \\
          --entropies right-0000.entropies left-0000.entropies -o corpus.model
      """)

  @Option(
    parsing: .upToNextOption,
    help: "The files of `wordmine shard entropies`, of all ranges in both directions.",
    completion: .file())
  var entropies: [String]

  @OptionGroup var sample: SampleOption
  @OptionGroup var output: ShardOutput
  @OptionGroup var plan: PlanOption
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try requireOneStandardInput([plan.plan] + sample.files + entropies)
  }

  func run() throws {
    try Session.run("shard fit", resources) { session in
      let (steps, plan) = try self.plan.steps(session)
      let memory = try session.memory(atLeast: plan.memory)
      let sink = try session.open(output.output)
      try steps.fit(
        memory.sources(sample.files), entropies: memory.sources(entropies), to: sink)
      session.report.inputs = sample.files + entropies
    }
  }
}
