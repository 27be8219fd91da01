import ArgumentParser
import WordMine
import WordMineModels
import WordMineText

/// Which classifier, and how its texts become words.
struct ClassifierOptions: ParsableArguments {
  @Option(
    name: [.short, .long], help: "The classifier, as `classify train` writes it.",
    completion: .file())
  var model: String

  @Option(
    help: """
      For a classifier of words: a model that `wordmine discover --model` made, to segment raw text \
      with; without it, blanks stand between words.
      """, completion: .file())
  var wordModel: String?

  func segmenter(_ features: TextFeatures) throws -> ModelSegmenter? {
    guard let wordModel else { return nil }
    guard features == .words else {
      throw UsageError("--word-model is for classifiers of words; this one is of characters")
    }
    return ModelSegmenter(try SegmentationModelFormat.read(try InputFile.open(wordModel)))
  }

  func classifier() throws -> TextClassifier {
    try ModelFile.read(model, as: TextClassifier.init(_:))
  }
}
