import ArgumentParser
import WordMine
import WordMineModels
import WordMineText

/// Which classifier is used.
struct ClassifierOptions: ParsableArguments {
  @Option(help: "The classifier, as `classify train` writes it.", completion: .file())
  var model: String

  @OptionGroup var words: ClassifierWordOptions

  func classifier() throws -> TextClassifier {
    try ModelFile.read(model, as: TextClassifier.init(_:))
  }
}

/// How texts become features.
struct ClassifierWordOptions: ParsableArguments {
  @Option(
    help: """
      For a classifier of words: a model of `wordmine discover --save-model` to segment raw text \
      with; without it, blanks separate words.
      """, completion: .file())
  var wordModel: String?

  /// Reads documents, one per line, as blocks of features.
  ///
  /// - Parameters:
  ///   - label: The column of their labels.
  ///   - atPause: Called where the input pauses behind a line that was consumed.
  ///   - consume: Receives the blocks in the order of the text.
  func read(
    _ corpus: Corpus, _ features: TextFeatures, label: String? = nil, _ session: Session,
    atPause: (() throws -> Void)? = nil,
    consume: (DocumentBlock) throws -> Void
  ) throws -> CorpusReader.Summary {
    let label = label.map { Column($0) }
    guard let wordModel else {
      return try corpus.readDocuments(
        label: label, workers: session.workers, atPause: atPause,
        transform: { DocumentBlock($0, features: features) }, consume: consume)
    }
    guard features == .words else {
      throw UsageError("--word-model is for classifiers of words; this one is of characters")
    }
    var words = CorpusWords(
      corpus, foundBy: .segmenter(Segmenter(try InputFile.segmentationModel(wordModel))),
      memory: MemoryPlan(limit: .max), workers: session.workers)
    (words.label, words.atPause) = (label, atPause)
    return try words.readDocuments(
      transform: { DocumentBlock(words: $0) }, consume: consume)
  }
}
