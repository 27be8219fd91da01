import ArgumentParser
import WordMine
import WordMineText

/// The text of a shard.
struct ShardInput: ParsableArguments {
  @OptionGroup var input: InputOptions

  func validate() throws {
    try require(
      !input.text.uniqueLines,
      "a shard does not know the lines of the others; make the lines of the corpus unique first: "
        + "wordmine dedupe")
  }

  /// Reads the shard.
  ///
  /// - Returns: Its atoms, and its name for messages.
  func atoms(_ memory: MemoryPlan, _ session: Session) throws -> (atoms: AtomSpool, name: String) {
    let corpus = try input.corpus(session)
    var reader = CorpusReader(corpus.inputs, corpus.readerConfiguration(workers: session.workers))
    let atoms = try AtomSpool(reading: &reader, within: memory)
    session.report.add(corpus, reader.summary)
    return (atoms, session.report.source)
  }
}

/// The plan that all shards go by.
struct PlanOption: ParsableArguments {
  @Option(help: "The file of `wordmine shard plan`.", completion: .file())
  var plan: String

  func steps(_ session: Session) throws -> (ShardSteps, ShardPlan) {
    let plan = try ShardPlan(try ByteSource.named(plan))
    return (ShardSteps(plan, workers: session.workers), plan)
  }
}

/// The samples of all shards.
struct SampleOption: ParsableArguments {
  @Option(
    name: .customLong("sample"), parsing: .upToNextOption,
    help: "The files of `wordmine shard sample`, of all shards.", completion: .file())
  var files: [String]
}

/// The file that a step writes.
struct ShardOutput: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String
}

extension MemoryPlan {
  /// Files that are read, some of them twice.
  func sources(_ paths: [String]) throws -> [RereadableSource] {
    try paths.map {
      try RereadableSource($0, memory: limit / 8 / max(1, paths.count), directory: directory)
    }
  }

  func source(_ path: String) throws -> RereadableSource { try sources([path])[0] }
}
