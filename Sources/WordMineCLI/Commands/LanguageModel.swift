import ArgumentParser
import WordMineModels

/// `wordmine lm`
struct LanguageModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lm",
    abstract: "Trains a character language model, and measures text with it in bits.",
    discussion: """
      A small decoder predicts each character from those before it in its document, which is a line:

        wordmine lm train corpus.txt --save-model corpus.lm
        wordmine lm eval --model corpus.lm other.txt
        wordmine lm entropy --model corpus.lm other.txt
        wordmine lm generate --model corpus.lm --prompt 春茶
      """,
    subcommands: [
      LanguageModelTrain.self, LanguageModelEval.self, LanguageModelEntropy.self,
      LanguageModelGenerate.self,
    ])
}

/// Which language model is used.
struct LanguageModelOptions: ParsableArguments {
  @Option(help: "The model, as `lm train` writes it.", completion: .file())
  var model: String

  func languageModel() throws -> CharacterLanguageModel {
    try ModelFile.read(model, as: CharacterLanguageModel.init(_:))
  }
}
