import ArgumentParser

/// `wordmine vectors`
struct Vectors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vectors",
    abstract: "Learns what words are used alike, lists them, and measures it.",
    discussion: """
      Words that keep the same company have like vectors:

        wordmine vectors train corpus.txt -o corpus.vectors
        wordmine vectors similar -v corpus.vectors 质量
        wordmine vectors eval -v corpus.vectors --label kind --column text texts.tsv
      """,
    subcommands: [VectorsTrain.self, VectorsSimilar.self, VectorsEval.self])
}
