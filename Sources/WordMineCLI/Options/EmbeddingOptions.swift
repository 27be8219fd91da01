import ArgumentParser
import WordMine
import WordMineBase
import WordMineModels
import WordMineText

/// The lines of a text, and the vectors that they are compared by.
struct EmbeddingOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: """
      The vectors of words, as `vectors train` writes them, or those of another program; by default they \
      are learnt from the text itself.
      """, completion: .file())
  var vectors: String?

  @OptionGroup var words: WordOptions

  /// What learning vectors takes, in bytes, for each byte of lines in memory.
  private static let memoryFactor = 40

  struct Lines {
    /// As they are written.
    var texts: [String]
    /// By the words that have vectors.
    var numbered: EncodedDocuments
    var vectors: WordVectors
  }

  /// - Throws: `InputError` where no line has a word with a vector.
  func lines(_ report: inout RunReport, _ progress: Progress) throws -> Lines {
    let known = try vectors.map { try VectorsFile.read($0) }
    let lines = try words.lines(
      .init(segmenter: known?.vocabulary.segmenter), keeping: .texts,
      memoryFactor: Self.memoryFactor, &report, progress)
    let numbered =
      known.map { EncodedDocuments(lines.documents, vocabulary: $0.vocabulary) }
      ?? EncodedDocuments(lines.documents, minimumCount: 1)
    guard !numbered.tokens.isEmpty else {
      throw InputError(
        .mismatch("there is no word in it" + (vectors.map { " that \($0) has" } ?? "")),
        at: SourcePosition(source: report.inputs.first ?? "<stdin>"))
    }
    progress.stage("learning vectors")
    report.words = numbered.tokens.count
    return Lines(
      texts: lines.texts, numbered: numbered, vectors: try known ?? learn(numbered))
  }

  private func learn(_ texts: EncodedDocuments) throws -> WordVectors {
    var configuration = WordVectorTraining.Configuration()
    configuration.seed = words.resources.seed
    return try WordVectorTraining(configuration).train(
      texts, workers: Workers(threads: words.resources.threads))
  }
}
