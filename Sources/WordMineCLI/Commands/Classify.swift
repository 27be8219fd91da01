import ArgumentParser

/// `wordmine classify`
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Learns labels of texts, tells those of new texts, and says why.",
    discussion: """
      A model of maximum entropy (logistic regression) on characters and pairs of them, or on words:

        wordmine classify train reviews.tsv --label category --column review -m reviews.model
        wordmine classify predict -m reviews.model new.txt
        wordmine classify explain -m reviews.model --text 屏幕很清晰
      """,
    subcommands: [ClassifyTrain.self, ClassifyPredict.self, ClassifyExplain.self])
}
