import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine search build`
struct SearchBuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Builds an index of the lines of a text.",
    discussion: """
        wordmine search build corpus.txt -o corpus.index
        wordmine search build -v corpus.vectors --column text texts.tsv -o texts.index

      The vector of a line is the mean of the vectors of its words, in which frequent words count less. \
      The index holds lines, words and vectors, so a query needs no other file.
      """)

  @Option(name: .shortAndLong, help: "The file for the index.", completion: .file())
  var output: String

  @OptionGroup var embedding: EmbeddingOptions

  func run() throws {
    try Session.run("search build", embedding.words.resources) { session in
      session.warnWithoutOpenBLAS()
      let sink = try session.open(output)
      let lines = try embedding.lines(session)
      let index = try SentenceIndex(lines.vectors, lines.encoded, texts: lines.texts)
      try sink.write(index.archive.bytes)
      session.report["entries"] = lines.texts.count
    }
  }
}
