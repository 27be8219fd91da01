import ArgumentParser
import WordMine
import WordMineText

/// `wordmine shard dictionary`
struct ShardDictionaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary",
    abstract: "Lists the words of all shards, as discover lists those of one corpus.",
    discussion: """
        wordmine shard dictionary --plan corpus.plan --model corpus.model \\
          --uses corpus.uses --measures *.measures -o words.tsv
      """)

  @Option(help: "The model of `wordmine shard fit`.", completion: .file())
  var model: String

  @Option(help: "The uses in all shards, added up.", completion: .file())
  var uses: String

  @Option(
    parsing: .upToNextOption,
    help: "The files of `wordmine shard measures`, of all ranges in both directions.",
    completion: .file())
  var measures: [String]

  @Option(
    help: "Also write the model, with its words, for `wordmine segment` to this file.",
    completion: .file())
  var saveModel: String?

  @OptionGroup var list: RankedListOptions
  @OptionGroup var plan: PlanOption
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try requireOneStandardInput([plan.plan, model, uses] + measures) }

  func run() throws {
    try Session.run("shard dictionary", resources) { session in
      let (steps, plan) = try self.plan.steps(session)
      let memory = try session.memory(atLeast: plan.memory)
      let output = try session.open(list.output.file)
      let savedModel = try session.openIfGiven(saveModel)
      let found = try steps.dictionary(
        model: ByteSource.named(model), uses: memory.source(uses),
        measures: memory.sources(measures),
        listsPhrases: plan.options.listsPhrases(inFormatWithKinds: list.output.format.holdsKinds))
      if let savedModel { try SegmentationModelFormat.write(found.model, to: savedModel) }
      let entries = list.entries(found.words, known: nil)
      try list.write(entries, to: output)
      session.report.inputs = [uses] + measures
      session.report.add(found.summary)
      session.report["entries"] = entries.count
    }
  }
}
