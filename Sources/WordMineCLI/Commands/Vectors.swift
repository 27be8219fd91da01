import ArgumentParser

/// `wordmine vectors`
struct Vectors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vectors",
    abstract: "Learns vectors of words, lists similar words, and evaluates vectors.",
    discussion: """
      Words that occur in similar contexts have similar vectors:

        wordmine vectors train corpus.txt -o corpus.vectors
        wordmine vectors similar -v corpus.vectors 质量
        wordmine vectors eval -v corpus.vectors --label kind --column text texts.tsv
      """,
    subcommands: [VectorsTrain.self, VectorsSimilar.self, VectorsEval.self])
}
