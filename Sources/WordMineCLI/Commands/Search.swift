import ArgumentParser

/// `wordmine search`
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds the lines of a text that are closest in meaning to another.",
    discussion: """
      Lines are compared by the vectors of their words:

        wordmine search build corpus.txt -o corpus.index
        wordmine search query -i corpus.index --text 屏幕很清晰
      """,
    subcommands: [SearchBuild.self, SearchQuery.self])
}
