import ArgumentParser
import WordMineModels
import WordMineText

/// The lines of a text, and the vectors that they are compared by.
struct EmbeddingOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: """
      The vectors of words, as `vectors train` or another program writes them; by default they are \
      learned from the text itself.
      """, completion: .file())
  var vectors: String?

  @OptionGroup var words: WordOptions

  func validate() throws { try words.requireOneStandardInput(besides: [vectors]) }

  struct Lines {
    /// As they are written.
    var texts: [String]
    /// By the words that have vectors.
    var encoded: EncodedDocuments
    var vectors: WordVectors
  }

  /// - Throws: `InputError` where no line has a word with a vector.
  func lines(_ session: Session) throws -> Lines {
    let known = try vectors.map { try VectorsFile.read($0) }
    var texts: [String] = []
    let documents = try words.documents(segmenter: known?.vocabulary.segmenter, session) {
      texts += $0
    }
    let encoded =
      known.map { EncodedDocuments(documents, vocabulary: $0.vocabulary) }
      ?? EncodedDocuments(documents, minimumCount: 1)
    guard !encoded.tokens.isEmpty else {
      let what = vectors.map { "none of its words is in \($0)" } ?? "there are no words in it"
      throw InputError(.mismatch(what), at: SourcePosition(source: session.report.source))
    }
    session.report["words"] = encoded.tokens.count
    return Lines(
      texts: texts, encoded: encoded, vectors: try known ?? learn(encoded, session))
  }

  private func learn(_ texts: EncodedDocuments, _ session: Session) throws -> WordVectors {
    try session.stage("learning vectors")
    var configuration = WordVectorTraining.Configuration()
    configuration.seed = words.resources.seed
    return try WordVectorTraining(configuration).train(texts, workers: session.workers)
  }
}
