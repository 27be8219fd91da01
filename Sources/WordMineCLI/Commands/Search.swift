import ArgumentParser

/// `wordmine search`
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds the lines of a text that say most nearly the same as another.",
    discussion: """
      Lines are compared by the vectors of their words:

        wordmine search build corpus.txt -i corpus.index
        wordmine search query -i corpus.index --text 屏幕很清晰
      """,
    subcommands: [SearchBuild.self, SearchQuery.self])
}

/// The file of an index.
struct IndexOption: ParsableArguments {
  @Option(
    name: [.short, .long], help: "The index, as `search build` writes it.", completion: .file())
  var index: String
}
