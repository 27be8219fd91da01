import ArgumentParser
import WordMine

/// `wordmine shard sample`
struct ShardSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Takes what a shard gives to the sample that the model is learned from.",
    discussion: """
        wordmine shard sample --plan corpus.plan --shard 0 a.txt -o a.sample
      """)

  @Option(
    name: .customLong("shard"), help: "The number of the shard in the order of the text, from 0.")
  var number: Int

  @OptionGroup var output: ShardOutput
  @OptionGroup var plan: PlanOption
  @OptionGroup var shard: ShardInput
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require("--shard", number, atLeast: 0)
    try shard.input.requireOneStandardInput(besides: [plan.plan])
  }

  func run() throws {
    try Session.run("shard sample", resources) { session in
      let memory = try session.memory()
      let (steps, _) = try plan.steps(session)
      let sink = try session.open(output.output)
      let (atoms, name) = try shard.atoms(memory, session)
      try steps.sample(atoms, number: number, name: name, to: sink)
    }
  }
}
