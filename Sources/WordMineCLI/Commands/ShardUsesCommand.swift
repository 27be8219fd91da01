import ArgumentParser
import WordMine
import WordMineText

/// `wordmine shard uses`
struct ShardUsesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uses",
    abstract: "Cuts a shard by the model, and counts the uses of words and phrases.",
    discussion: """
      Name the text before --sample, which takes all names behind it, or pipe it in.

        wordmine shard uses --plan corpus.plan --model corpus.model a.txt \\
          --sample a.sample b.sample -o a.uses
      """)

  @Option(help: "The model of `wordmine shard fit`.", completion: .file())
  var model: String

  @OptionGroup var sample: SampleOption
  @OptionGroup var output: ShardOutput
  @OptionGroup var plan: PlanOption
  @OptionGroup var shard: ShardInput
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try shard.input.requireOneStandardInput(besides: [plan.plan, model] + sample.files)
  }

  func run() throws {
    try Session.run("shard uses", resources) { session in
      let memory = try session.memory(atLeast: MemoryPlan.minimumForAnySize)
      let (steps, _) = try plan.steps(session)
      let sink = try session.open(output.output)
      let (atoms, name) = try shard.atoms(memory, session)
      try steps.use(
        atoms, name: name, model: ByteSource.named(model), samples: memory.sources(sample.files),
        memory: memory.limit / 2, to: sink)
    }
  }
}
