import WordMineBase
import WordMineText

extension WordDiscovery {
  /// Finds the words of a corpus.
  ///
  /// - Parameters:
  ///   - prior: Counts or a model of other text to start from.
  ///   - workers: Threads, interrupt and progress; results do not depend on them.
  /// - Throws: `InvalidValue` for an option that cannot be; `InputError` for an input that cannot
  ///   be read; `MemoryExceeded` if `Configuration.memory` is too small; `SystemError` if a temporary file
  ///   cannot be written; `Interrupted`.
  /// - Complexity: O(atoms · log); about 16 bytes per byte of text, at most `Configuration.memory`.
  public func run(
    on corpus: Corpus, after prior: Prior = Prior(), workers: Workers = Workers()
  ) throws -> Result {
    try configuration.check()
    var reader = CorpusReader(corpus.inputs, corpus.readerConfiguration(workers: workers))
    return try run(reading: &reader, after: prior, workers: workers)
  }

  /// Finds the words of what a reader reads.
  package func run(
    reading reader: inout CorpusReader, after prior: Prior = Prior(),
    workers: Workers = Workers()
  ) throws -> Result {
    try configuration.check()
    let memory = MemoryPlan(
      limit: configuration.memory, directory: configuration.temporaryDirectory)
    try InvalidValue.check("memory", memory.limit, atLeast: MemoryPlan.minimum)
    let loaded = try prior.load(
      script: configuration.script, memory: memory.priorCounts, directory: memory.directory,
      workers: workers)
    let work = try configuration.workDirectory.map { try WorkDirectory($0) }
    var atoms = AtomSpool(memory.atomSpool(for: configuration.method, work: work))
    var text = TextSpool(limit: memory.textSpool, directory: memory.directory)
    var checksum = Checksum()
    try reader.readAtoms { block, tokens in
      try atoms.append(tokens, endsInput: block.isLast)
      try memory.check(atoms, for: configuration.method)
      if work != nil { checksum.update(block.bytes) }
      if configuration.keepsText { try text.append(block) }
    }
    try work?.claim(
      try manifest(checksum, characters: reader.summary.characters) + prior.manifest())
    var result = try discover(in: consume atoms, after: loaded, workers: workers)
    result.reading = reader.summary
    result.remadeStages = work?.discarded ?? []
    if configuration.keepsText { result.text = try text.frozen() }
    return result
  }

  /// The lines that identify what the stages in a work directory depend on.
  private func manifest(_ checksum: Checksum, characters: Int) throws -> [String] {
    let granularity = configuration.granularity.map { String($0) } ?? "auto"
    return [
      "wordmine discover, stages of version 4",
      "input: \(characters) characters, checksum \(checksum.value)",
      "method: \(configuration.method.rawValue), effort \(configuration.effort.rawValue), "
        + "granularity \(granularity), max-length \(configuration.maximumLength)",
      "script: \(configuration.script.rawValue)", "seed: \(configuration.seed)",
      "memory: \(configuration.isMemoryAutomatic ? "auto" : String(configuration.memory))",
    ] + (configuration.joinsNumbers ? [] : ["numbers: split"])
  }
}
