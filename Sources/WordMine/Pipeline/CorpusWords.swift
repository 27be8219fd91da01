import WordMineBase
import WordMineLexicon
import WordMineText

/// The words of a corpus, in blocks that can be worked on by several threads.
///
///     let words = CorpusWords(Corpus("我 爱 北京 。"), foundBy: .blanks, memory: memory)
///     let (sentences, summary) = try words.sentences(within: 1 << 20)
package struct CorpusWords {
  /// Why a text cannot be read by its blanks.
  package static let notSegmented =
    "most words have more than twelve characters, so the text is not segmented"

  package let corpus: Corpus
  package let method: WordSource
  /// A line is one sentence, whatever punctuation it holds.
  package var wholeLines = false
  /// The column of a label beside that of the text.
  package var label: Column?
  package let memory: MemoryPlan
  package let workers: Workers
  /// Called where an input pauses behind a line whose words were consumed; not for discovered words.
  package var atPause: (() throws -> Void)?

  package init(
    _ corpus: Corpus, foundBy method: WordSource, memory: MemoryPlan, workers: Workers = Workers()
  ) {
    (self.corpus, self.method) = (corpus, method)
    (self.memory, self.workers) = (memory, workers)
  }

  /// Reads the corpus as blocks of words, which are transformed on several threads.
  ///
  /// - Parameter consume: Receives the results in the order of the text.
  /// - Returns: What was read.
  /// - Throws: `InputError` for a text that cannot be read or is not segmented; `MemoryExceeded`;
  ///   `Interrupted`.
  package func read<Result: Sendable>(
    transform: @Sendable (TextBlock, WordBlock) throws -> Result, consume: (Result) throws -> Void
  ) throws -> CorpusReader.Summary {
    var configuration = corpus.readerConfiguration(workers: workers)
    configuration.keepsLines = true
    configuration.label = label
    configuration.bytesPerByte = Self.bytesPerByte
    var reader = CorpusReader(corpus.inputs, configuration)
    switch method {
    case .blanks:
      reader.atPause = atPause
      try readSegmented(&reader, transform, consume)
    case .segmenter(let segmenter):
      reader.atPause = atPause
      try read(
        &reader, words: { block, atoms in segmenter.words(block.bytes.span, atoms) }, transform,
        consume)
    case .discovery(let seed): try readDiscovered(&reader, seed: seed, transform, consume)
    }
    return reader.summary
  }

  /// All sentences of the corpus.
  ///
  /// - Parameter bytes: What they may take.
  /// - Throws: As `read`; `MemoryExceeded` if the sentences take more.
  package func sentences(
    within bytes: Int
  ) throws -> (sentences: SentenceCorpus, summary: CorpusReader.Summary) {
    // Eight bytes per word: its id, and its share of sentences and of the vocabulary.
    var builder = SentenceCorpusBuilder(reserving: bytes / 8)
    let summary = try read(
      transform: { $1 },
      consume: { block in
        try builder.append(block)
        guard builder.memory <= bytes else {
          throw MemoryExceeded(
            limit: memory.limit, enoughFor: "about \(builder.wordCount) words")
        }
      })
    return (builder.finish(), summary)
  }

  private func read<Result: Sendable>(
    _ reader: inout CorpusReader,
    words: @Sendable (TextBlock, TokenizedBlock) -> [Range<Int32>],
    _ transform: @Sendable (TextBlock, WordBlock) throws -> Result,
    _ consume: (Result) throws -> Void
  ) throws {
    let wholeLines = wholeLines
    try reader.readAtoms(
      Self.tokenizer,
      transform: { block, atoms in
        let words = WordBlock(block, words: words(block, atoms), wholeLines: wholeLines)
        return try transform(block, words)
      }, consume: { _, result in try consume(result) })
  }

  private func readSegmented<Result: Sendable>(
    _ reader: inout CorpusReader,
    _ transform: @Sendable (TextBlock, WordBlock) throws -> Result,
    _ consume: (Result) throws -> Void
  ) throws {
    let wholeLines = wholeLines
    var check = SegmentedText()
    try reader.readCounted(
      transform: { block in
        let words = WordBlock(block.bytes, endsInput: block.isLast, wholeLines: wholeLines)
        return (words.statistics, (words.bytesOfWords, try transform(block, words)))
      },
      consume: { block, result in
        try check.add(result.0, source: corpus.inputs[block.source].name)
        try consume(result.1)
      })
  }

  /// Discovers words, and reads the text a second time, some blocks at once.
  private func readDiscovered<Result: Sendable>(
    _ reader: inout CorpusReader, seed: UInt64,
    _ transform: @Sendable (TextBlock, WordBlock) throws -> Result,
    _ consume: (Result) throws -> Void
  ) throws {
    var configuration = WordDiscovery.Configuration()
    (configuration.findsPhrases, configuration.makesModel) = (false, false)
    (configuration.seed, configuration.keepsText) = (seed, true)
    (configuration.memory, configuration.temporaryDirectory) = (memory.limit, memory.directory)
    let result = try WordDiscovery(configuration).run(reading: &reader, workers: workers)
    try read(result, transform, consume)
  }

  /// Discovers the words of the corpus, whose text is kept with its labels, to be read again.
  ///
  /// - Throws: As `WordDiscovery.run`.
  package func discover(
    _ configuration: WordDiscovery.Configuration, after prior: Prior
  ) throws -> WordDiscovery.Result {
    var configuration = configuration
    configuration.keepsText = true
    var reading = corpus.readerConfiguration(workers: workers)
    (reading.keepsLines, reading.label) = (true, label)
    var reader = CorpusReader(corpus.inputs, reading)
    return try WordDiscovery(configuration).run(reading: &reader, after: prior, workers: workers)
  }

  /// Reads the words that discovery cut the corpus into.
  ///
  /// - Parameter consume: Receives the results in the order of the text.
  /// - Throws: `SystemError`; `Interrupted`; what the closures throw.
  package func read<Result: Sendable>(
    _ result: WordDiscovery.Result,
    _ transform: @Sendable (TextBlock, WordBlock) throws -> Result,
    _ consume: (Result) throws -> Void
  ) throws {
    var limit = corpus.readerConfiguration(workers: workers)
    limit.bytesPerByte = Self.bytesPerByte
    let cursor = try result.segmentation.cursor()
    let wholeLines = wholeLines
    var (batch, bytes) = ([TextBlock](), 0)
    func endBatch() throws {
      let atoms = try parallelMap(batch.count, on: workers) { [batch] in
        let bytes = batch[$0].bytes
        return Self.tokenizer.tokenize(bytes.span)
      }
      let words = try atoms.map(cursor.words)
      let results = try parallelMap(batch.count, on: workers) { [batch] in
        let words = WordBlock(batch[$0], words: words[$0], wholeLines: wholeLines)
        return try transform(batch[$0], words)
      }
      (batch, bytes) = ([], 0)
      for result in results { try consume(result) }
    }
    try result.text?.forEach(on: workers, stage: "reading words") { block in
      batch.append(block)
      bytes += block.bytes.count
      if batch.count == limit.batchSize || bytes > limit.batchBytes {
        try endBatch()
      }
    }
    try endBatch()
  }

  /// Bytes that the words of a block take for each byte of it.
  private static let bytesPerByte = 24

  private static var tokenizer: Tokenizer {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    return tokenizer
  }
}

/// Checks that a text which should be segmented is.
private struct SegmentedText {
  private var bytes = (short: 0, long: 0)
  /// The bytes of long words that are seen before a text is judged by them.
  private static let leastEvidence = 100

  /// - Parameter words: The bytes of words of up to twelve characters, and of longer ones, in the next
  ///   block.
  /// - Throws: `InputError` once most of the text is in long words.
  mutating func add(_ words: (short: Int, long: Int), source: String) throws(InputError) {
    bytes = (bytes.short + words.short, bytes.long + words.long)
    guard bytes.long >= Self.leastEvidence, bytes.long >= bytes.short else { return }
    throw InputError(.mismatch(CorpusWords.notSegmented), at: SourcePosition(source: source))
  }
}
