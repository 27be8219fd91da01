import ArgumentParser
import WordMine

/// `wordmine shard written`
struct ShardWritten: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "written",
    abstract: "Counts how each atom of a shard is written, for the plan.",
    discussion: """
        wordmine shard written a.txt -o a.written
      """)

  @OptionGroup var output: ShardOutput
  @OptionGroup var shard: ShardInput
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    try Session.run("shard written", resources) { session in
      let memory = try session.memory()
      let sink = try session.open(output.output)
      let (atoms, _) = try shard.atoms(memory, session)
      try ShardSteps.write(writtenAtomsOf: atoms, to: sink, workers: session.workers)
    }
  }
}
