import ArgumentParser
import FoundationEssentials
import SystemPackage
import WordMine
import WordMineText

/// `wordmine shard count`
struct ShardCount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Counts the strings of a shard, a file for each range and direction.",
    discussion: """
        wordmine shard count --plan corpus.plan a.txt -o a

      The files are a/right-0000.counts, a/left-0000.counts and so on; those of one range and direction are \
      added up by `wordmine shard merge`.
      """)

  @Option(
    name: .shortAndLong, help: "The directory to write to; it is made.", completion: .directory)
  var output: String

  @OptionGroup var plan: PlanOption
  @OptionGroup var shard: ShardInput
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try shard.input.requireOneStandardInput(besides: [plan.plan]) }

  func run() throws {
    try Session.run("shard count", resources) { session in
      let memory = try session.memory(atLeast: MemoryPlan.minimumForAnySize)
      let (steps, _) = try plan.steps(session)
      let (atoms, name) = try shard.atoms(memory, session)
      try makeDirectory()
      try steps.count(atoms, name: name, memory: memory.limit) { isRight, range in
        let number = String(range)
        let digits = String(repeating: "0", count: max(0, 4 - number.count)) + number
        return try session.open("\(output)/\(isRight ? "right" : "left")-\(digits).counts")
      }
    }
  }

  private func makeDirectory() throws {
    do {
      try FileManager.default.createDirectory(
        atPath: output, withIntermediateDirectories: true)
    } catch {
      throw SystemError("create \(output)", .notDirectory)
    }
  }
}
