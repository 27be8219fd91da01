import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// Where a text comes from, and how its words are told apart.
struct WordOptions: ParsableArguments {
  @Flag(help: "The text is segmented: words are separated by blanks.")
  var segmented = false

  @Option(
    help: """
      A model that `wordmine discover --model` made, to segment the text with; by default words are \
      discovered in the text itself, or are those of the vectors that are given.
      """, completion: .file())
  var wordModel: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard !segmented || wordModel == nil else {
      throw ValidationError("--word-model is for text that is not --segmented")
    }
  }

  /// How the text is read, where it is not all of the input, a line a sentence where it ends.
  struct Reading {
    /// In place of the files that the command line names.
    var inputs: [CorpusInput]?
    /// Cuts raw text where there is no model.
    var segmenter: Segmenter?
    /// Lines begin with the label of this column, and a tab.
    var label: String?
    /// A line is one sentence, whatever punctuation it holds.
    var wholeLines = false
  }

  /// Reads the input as blocks of words, which are transformed on several threads.
  ///
  /// - Parameter consume: Gets the results in the order of the text.
  func read<Result: Sendable>(
    _ reading: Reading, _ report: inout RunReport, _ progress: Progress,
    transform: @Sendable (TextBlock, WordBlock) throws -> Result,
    consume: (Result) throws -> Void
  ) throws {
    defer { progress.end() }
    var configuration = try input.configuration(threads: resources.threads)
    configuration.keepsLines = true
    configuration.label = reading.label.map { Column($0) }
    var reader = CorpusReader(try reading.inputs ?? input.inputs(), configuration)
    let wholeLines = reading.wholeLines
    if segmented {
      try readSegmented(&reader, wholeLines, progress, transform, consume)
    } else if let words = try segmentation(reading.segmenter) {
      try reader.readAtoms(
        Self.tokenizer, progress: progress.update,
        transform: { block, atoms in
          let words = WordBlock(block, words: words(block, atoms), wholeLines: wholeLines)
          return try transform(block, words)
        }, consume: { _, result in try consume(result) })
    } else {
      try readDiscovered(&reader, wholeLines, progress, transform, consume)
    }
    report.add(reader)
  }

  private func readSegmented<Result: Sendable>(
    _ reader: inout CorpusReader, _ wholeLines: Bool, _ progress: Progress,
    _ transform: @Sendable (TextBlock, WordBlock) throws -> Result,
    _ consume: (Result) throws -> Void
  ) throws {
    let names = reader.inputs.map(\.name)
    var bytes = (short: 0, long: 0)
    try reader.readCounted(
      progress: progress.update,
      transform: { block in
        let words = WordBlock(
          block.bytes, source: block.source, endsInput: block.isLast, wholeLines: wholeLines)
        return (words.statistics, (words.bytesOfWords, try transform(block, words)))
      },
      consume: { block, result in
        bytes = (bytes.short + result.0.short, bytes.long + result.0.long)
        guard bytes.long < 100 || bytes.long < bytes.short else {
          throw InputError(
            .mismatch(
              "most words have more than twelve characters, so the text is not segmented; leave "
                + "out --segmented"), at: SourcePosition(source: names[block.source]))
        }
        try consume(result.1)
      })
  }

  /// What finds the words of raw text; `nil` where they are to be discovered.
  private func segmentation(
    _ known: Segmenter?
  ) throws -> (@Sendable (TextBlock, TokenizedBlock) -> [Range<Int32>])? {
    if let wordModel {
      let segmenter = Segmenter(try SegmentationModel(contentsOf: wordModel))
      return { block, atoms in segmenter.words(block.bytes.span, atoms) }
    }
    guard let known else { return nil }
    return { block, atoms in known.words(block.bytes.span, atoms) }
  }

  private static var tokenizer: Tokenizer {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    return tokenizer
  }

  /// Discovers words, and reads the text a second time.
  private func readDiscovered<Result: Sendable>(
    _ reader: inout CorpusReader, _ wholeLines: Bool, _ progress: Progress,
    _ transform: @Sendable (TextBlock, WordBlock) throws -> Result,
    _ consume: (Result) throws -> Void
  ) throws {
    var configuration = WordDiscovery.Configuration()
    configuration.seed = resources.seed
    (configuration.findsPhrases, configuration.makesModel) = (false, false)
    configuration.keepsText = true
    configuration.memory = try resources.memoryLimit(atLeast: DiscoveryMemory.minimum)
    configuration.temporaryDirectory = resources.temporaryDirectory
    let result = try WordDiscovery(configuration).run(
      reading: &reader, workers: resources.workers(progress))
    let cursor = try result.segmentation.cursor()
    try result.text?.forEach({ block in
      let words = try cursor.words(of: Self.tokenizer.tokenize(block.bytes.span))
      try consume(
        try transform(block, WordBlock(block, words: words, wholeLines: wholeLines)))
    })
  }
}
