import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine search build`
struct SearchBuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Makes an index of the lines of a text.",
    discussion: """
        wordmine search build corpus.txt -i corpus.index
        wordmine search build -v corpus.vectors --column text texts.tsv -i texts.index

      A line is the mean of the vectors of its words, in which frequent words count less. The index \
      holds lines, words and vectors, so a query needs no other file.
      """)

  @OptionGroup var file: IndexOption
  @OptionGroup var embedding: EmbeddingOptions

  func run() throws {
    var report = RunReport("search build")
    let resources = embedding.words.resources
    let progress = Progress(isQuiet: resources.quiet)
    try OutputFile.requireDifferent([file.index, resources.report])
    let sink = try OutputFile.open(file.index)
    let lines = try embedding.lines(&report, progress)
    let index = try SentenceIndex(lines.vectors, lines.numbered, texts: lines.texts)
    try ModelFile.write(index.archive, to: sink)
    progress.end()
    report.entries = lines.texts.count
    try report.finish(resources)
  }
}
