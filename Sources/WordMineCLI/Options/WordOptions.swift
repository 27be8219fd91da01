import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// Where a text comes from, and how its words are found.
struct WordOptions: ParsableArguments {
  @Flag(help: "The text is segmented: blanks separate words.")
  var segmented = false

  @Option(
    help: """
      A model of `wordmine discover --save-model` to segment the text with; by default the words are \
      those of the vectors that are given, or are discovered in the text itself.
      """, completion: .file())
  var wordModel: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require(!segmented || wordModel == nil, "--word-model is for text that is not --segmented")
  }

  /// - Parameter paths: Other files that are read.
  /// - Throws: `ValidationError` if standard input would be read twice.
  func requireOneStandardInput(besides paths: [String?] = []) throws {
    try input.requireOneStandardInput(besides: paths + [wordModel])
  }

  /// The words of the input.
  ///
  /// - Parameters:
  ///   - corpus: In place of the files that the command line names.
  ///   - segmenter: Finds words where nothing was said about them; `nil`: they are discovered.
  func words(
    of corpus: Corpus? = nil, segmenter: Segmenter? = nil, _ session: Session
  ) throws -> CorpusWords {
    CorpusWords(
      try corpus ?? input.corpus(session), foundBy: try method(segmenter),
      memory: try session.memory(),
      workers: session.workers)
  }

  private func method(_ segmenter: Segmenter?) throws -> WordSource {
    if segmented { return .blanks }
    if let wordModel {
      return .segmenter(Segmenter(try InputFile.segmentationModel(wordModel)))
    }
    return segmenter.map(WordSource.segmenter) ?? .discovery(seed: resources.seed)
  }
}

/// Where sentences come from, and how their words are found.
struct SentenceOptions: ParsableArguments {
  @Flag(help: "A line is one sentence, whatever punctuation it holds.")
  var lineSentences = false

  @OptionGroup var words: WordOptions

  var resources: ResourceOptions { words.resources }

  /// All sentences of the input.
  ///
  /// - Throws: `MemoryExceeded` if they would take more than a stage leaves for them.
  func sentences(for stage: MemoryPlan.SentenceStage, _ session: Session) throws -> SentenceCorpus {
    let words = try corpusWords(session)
    let (sentences, summary) = try words.sentences(within: words.memory.sentences(for: stage))
    session.report.add(words.corpus, summary)
    session.report["words"] = sentences.words.count
    session.report["distinct_words"] = sentences.vocabulary.count
    return sentences
  }

  /// Reads the input as blocks of words, which are transformed on several threads; results are handed on
  /// where it pauses.
  ///
  /// - Parameters:
  ///   - words: As `corpusWords` makes them.
  ///   - consume: Receives the results in the order of the text.
  func read<Result: Sendable>(
    _ words: CorpusWords, _ session: Session, transform: @Sendable (WordBlock) throws -> Result,
    consume: (Result) throws -> Void
  ) throws {
    var words = words
    words.atPause = session.flush
    let summary = try words.read(transform: { try transform($1) }, consume: consume)
    session.report.add(words.corpus, summary)
    if case .discovery = words.method { warn(ofTextOf: summary.atoms, session) }
  }

  /// Says what would help, if the words were discovered in a text that is too short for it.
  private func warn(ofTextOf atoms: Int, _ session: Session) {
    guard atoms > 0, atoms < Self.leastAtoms else { return }
    session.note(
      "the words were learned from this text alone, and it is short; use the words of a larger one "
        + "with --word-model, or separate them by blanks and use --segmented")
  }

  /// Below this, hardly any word occurs often enough to be found.
  private static let leastAtoms = 2000

  /// The words of the input.
  func corpusWords(_ session: Session) throws -> CorpusWords {
    var words = try words.words(session)
    words.wholeLines = lineSentences
    return words
  }
}
