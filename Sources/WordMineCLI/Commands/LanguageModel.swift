import ArgumentParser
import WordMineModels

/// `wordmine lm`
struct LanguageModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lm",
    abstract: "Learns to tell the next character, and says in bits how well it can.",
    discussion: """
      A small decoder with attention over the characters before, of one document a line:

        wordmine lm train corpus.txt -o corpus.lm
        wordmine lm eval -m corpus.lm other.txt
        wordmine lm entropy -m corpus.lm other.txt
        wordmine lm generate -m corpus.lm --prompt 春茶
      """,
    subcommands: [
      LanguageModelTrain.self, LanguageModelEval.self, LanguageModelEntropy.self,
      LanguageModelGenerate.self,
    ])
}

/// Which model.
struct LanguageModelOptions: ParsableArguments {
  @Option(
    name: [.short, .long], help: "The model, as `lm train` writes it.", completion: .file())
  var model: String

  func meter() throws -> CharacterLanguageModel.Meter {
    try ModelFile.read(model, as: CharacterLanguageModel.init(_:)).meter
  }
}

extension AttentionKind: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }
  public var defaultValueDescription: String { name }
}

extension TrainingRule: ExpressibleByArgument {}
