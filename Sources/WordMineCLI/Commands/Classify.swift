import ArgumentParser

/// `wordmine classify`
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Learns labels of texts, tells those of new texts, and says why.",
    discussion: """
      A model of maximum entropy (logistic regression) on characters and pairs of them, or on words:

        wordmine classify train texts.tsv --label kind --column text -m kinds.model
        wordmine classify predict -m kinds.model new.txt
        wordmine classify explain -m kinds.model --text 屏幕很清晰
      """,
    subcommands: [ClassifyTrain.self, ClassifyPredict.self, ClassifyExplain.self])
}
