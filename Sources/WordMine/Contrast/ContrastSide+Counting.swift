import WordMineText

extension ContrastSide {
  /// Counts a text.
  ///
  /// - Returns: The counts, which stay in memory or in a temporary file, and what was read.
  /// - Throws: `InputError` for a text that cannot be read; `SystemError`; `Interrupted`.
  package static func counting(
    _ corpus: Corpus, _ configuration: NGramCounter.Configuration
  ) throws -> (ContrastSide, CorpusReader.Summary) {
    var counter = NGramCounter(configuration)
    var reader = CorpusReader(
      corpus.inputs, corpus.readerConfiguration(workers: configuration.workers))
    try reader.readAtoms { block, atoms in try counter.add(atoms, endsInput: block.isLast) }
    try configuration.workers.report("sorting", 0)
    let spool = ByteSpool(limit: configuration.memory / 8, directory: configuration.directory)
    let sink = ByteSink.spool(spool)
    try counter.finish(to: sink)
    try sink.close()
    let name = corpus.inputs[0].name
    return (.counts { try spool.source(name: name) }, reader.summary)
  }
}
