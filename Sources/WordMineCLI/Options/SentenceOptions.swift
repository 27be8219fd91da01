import ArgumentParser
import WordMine
import WordMineText

/// Where sentences come from, and how their words are told apart.
struct SentenceOptions: ParsableArguments {
  @Flag(help: "A line is one sentence, whatever punctuation it holds.")
  var lineSentences = false

  @OptionGroup var words: WordOptions

  var input: InputOptions { words.input }
  var resources: ResourceOptions { words.resources }

  /// The least memory that sentences take, in bytes.
  static let minimumMemory = DiscoveryMemory.minimum

  /// All sentences of the input.
  ///
  /// - Parameter memory: What the corpus may take up, in bytes.
  /// - Throws: `UsageError` if it would take more.
  func corpus(
    memory: Int, _ report: inout RunReport, _ progress: Progress
  ) throws -> SentenceCorpus {
    var builder = SentenceCorpusBuilder(reserving: memory / 8)
    try read(
      &report, progress, transform: { $0 },
      consume: { block in
        try append(block, to: &builder)
        guard builder.memory <= memory else {
          throw UsageError(
            "--memory leaves \(memory >> 20)M for the sentences, which \(builder.wordCount) words "
              + "filled, and there are more; allow more memory, or give less text")
        }
      })
    let corpus = builder.finish()
    (report.words, report.distinctWords) = (corpus.words.count, corpus.vocabulary.count)
    return corpus
  }

  /// - Throws: `InputError` if the text is too long.
  private func append(_ block: WordBlock, to builder: inout SentenceCorpusBuilder) throws {
    do {
      try builder.append(block)
    } catch {
      throw InputError(error, at: SourcePosition(source: try input.inputs()[block.source].name))
    }
  }

  /// Reads the input as blocks of words, which are transformed on several threads.
  ///
  /// - Parameter consume: Gets the results in the order of the text.
  func read<Result: Sendable>(
    _ report: inout RunReport, _ progress: Progress,
    transform: @Sendable (WordBlock) throws -> Result, consume: (Result) throws -> Void
  ) throws {
    try words.read(
      .init(wholeLines: lineSentences), &report, progress,
      transform: { _, block in try transform(block) }, consume: consume)
  }
}
