import ArgumentParser
import WordMine
import WordMineText

/// Prior knowledge from other text.
struct PriorOptions: ParsableArguments {
  @Option(
    help: """
      Counts of other text, made by `wordmine count -n 5`, to add to the statistics of this one; repeat \
      for more. Only words of this text are listed and counted.
      """, completion: .file())
  var counts: [String] = []

  @Option(
    help: """
      Continue this model of other text: the text is segmented by both together, and --save-model \
      writes their sum.
      """, completion: .file())
  var update: String?

  var isEmpty: Bool { counts.isEmpty && update == nil }

  /// - Throws: `InputError` for a damaged file, or a model that was learnt under another script.
  func prior(script: Script, _ memory: MemoryPlan) throws -> Prior {
    var prior = Prior()
    if !counts.isEmpty {
      prior.counts = try PriorCounts(
        counts.map { path in { try InputFile.open(path) } }, script: script,
        memory: memory.priorCounts, directory: memory.directory)
    }
    guard let update else { return prior }
    let model = try InputFile.segmentationModel(update)
    guard model.script == script else {
      throw InputError(
        .mismatch(
          "a model of script \(model.script.rawValue) cannot be continued with script "
            + "\(script.rawValue)"), at: SourcePosition(source: update))
    }
    prior.model = model
    return prior
  }
}
