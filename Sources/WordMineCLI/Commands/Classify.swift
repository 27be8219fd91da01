import ArgumentParser

/// `wordmine classify`
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Learns labels of texts, predicts those of new texts, and explains them.",
    discussion: """
      A maximum-entropy model (logistic regression) on characters and pairs of them, or on words:

        wordmine classify train texts.tsv --label kind --column text \\
          --save-model kinds.model
        wordmine classify predict --model kinds.model new.txt
        wordmine classify explain --model kinds.model --text 屏幕很清晰
      """,
    subcommands: [ClassifyTrain.self, ClassifyPredict.self, ClassifyExplain.self])
}
