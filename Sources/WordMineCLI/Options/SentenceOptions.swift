import ArgumentParser
import WordMine
import WordMineText

/// Where sentences come from, and how their words are told apart.
struct SentenceOptions: ParsableArguments {
  @Flag(help: "The text is segmented: words are separated by blanks.")
  var segmented = false

  @Option(
    help: """
      A model that `wordmine discover --model` made, to segment the text with; by default words are \
      discovered in the text itself.
      """, completion: .file())
  var wordModel: String?

  @Flag(help: "A line is one sentence, whatever punctuation it holds.")
  var lineSentences = false

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard !segmented || wordModel == nil else {
      throw ValidationError("--word-model is for text that is not --segmented")
    }
  }

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
        builder.append(block)
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

  /// Reads the input as blocks of words, which are transformed on several threads.
  ///
  /// - Parameter consume: Gets the results in the order of the text.
  func read<Result: Sendable>(
    _ report: inout RunReport, _ progress: Progress,
    transform: @Sendable (WordBlock) throws -> Result, consume: (Result) throws -> Void
  ) throws {
    defer { progress.end() }
    var configuration = try input.configuration(threads: resources.threads)
    configuration.keepsLines = true
    var reader = CorpusReader(try input.inputs(), configuration)
    if segmented {
      try readSegmented(&reader, progress, transform, consume)
    } else if let wordModel {
      try readRaw(&reader, wordModel, progress, transform, consume)
    } else {
      try readDiscovered(&reader, progress, transform, consume)
    }
    report.add(reader)
  }

  private func readSegmented<Result: Sendable>(
    _ reader: inout CorpusReader, _ progress: Progress,
    _ transform: @Sendable (WordBlock) throws -> Result, _ consume: (Result) throws -> Void
  ) throws {
    let lineSentences = lineSentences
    let names = reader.inputs.map(\.name)
    var bytes = (short: 0, long: 0)
    try reader.readCounted(
      progress: progress.update,
      transform: { block in
        let words = WordBlock(
          block.bytes, endsInput: block.isLast, wholeLines: lineSentences)
        return (words.statistics, (words.bytesOfWords, try transform(words)))
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

  private func readRaw<Result: Sendable>(
    _ reader: inout CorpusReader, _ model: String, _ progress: Progress,
    _ transform: @Sendable (WordBlock) throws -> Result, _ consume: (Result) throws -> Void
  ) throws {
    let segmenter = ModelSegmenter(
      try SegmentationModelFormat.read(try InputFile.open(model)))
    let lineSentences = lineSentences
    try reader.readAtoms(
      Self.tokenizer, progress: progress.update,
      transform: { block, atoms in
        try transform(
          WordBlock(block, words: segmenter.words(atoms), wholeLines: lineSentences))
      }, consume: { _, result in try consume(result) })
  }

  private static var tokenizer: Tokenizer {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    return tokenizer
  }

  /// Discovers words, and reads the text a second time.
  private func readDiscovered<Result: Sendable>(
    _ reader: inout CorpusReader, _ progress: Progress,
    _ transform: @Sendable (WordBlock) throws -> Result, _ consume: (Result) throws -> Void
  ) throws {
    var configuration = WordDiscovery.Configuration()
    (configuration.threads, configuration.seed) = (resources.threads, resources.seed)
    configuration.findsPhrases = false
    let memory = DiscoveryMemory(
      limit: try resources.memoryLimit(atLeast: DiscoveryMemory.minimum),
      method: configuration.method)
    var corpus = Corpus(memory.corpus(directory: resources.temporaryDirectory))
    var spool = TextSpool(limit: memory.limit / 8, directory: resources.temporaryDirectory)
    try reader.readAtoms(progress: progress.update) { block, atoms in
      try corpus.append(atoms, endsInput: block.isLast)
      try memory.check(corpus)
      try spool.append(block)
    }
    progress.stage("discovering words")
    let segmentation = try WordDiscovery(configuration).discover(consume corpus).segmentation
    let cursor = try segmentation.cursor()
    let lineSentences = lineSentences
    try spool.forEach({ block in
      let words = try cursor.words(of: Self.tokenizer.tokenize(block.bytes.span))
      try consume(
        try transform(WordBlock(block, words: words, wholeLines: lineSentences)))
    })
  }
}
