import ArgumentParser
import CPlatform
import Glibc
import WordMine

/// The command line tool.
@main
struct Wordmine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wordmine",
    abstract: "Finds the words of any Chinese corpus, from its entropy alone.",
    discussion: """
      Without a command it discovers words:

        cat corpus.txt | wordmine > words.tsv

      `wordmine discover --help` lists the options of that.
      """,
    version: "0.1.0",
    subcommands: [
      Discover.self, Segment.self, Count.self, Merge.self, Contrast.self, Terms.self, Trend.self,
      Explain.self, Collocate.self, Parse.self, ConcordanceCommand.self, Templates.self, Match.self,
      Classify.self, Vectors.self, Search.self, Dedupe.self, Topics.self, LanguageModel.self,
      Shard.self,
      ReportCommand.self, Convert.self, Evaluate.self,
    ],
    defaultSubcommand: Discover.self)

  static func main() {
    wm_occupy_standard_descriptors()
    // Writes to a closed pipe fail, and do not end the process.
    _ = signal(SIGPIPE, SIG_IGN)
    wm_give_back_large_arrays()
    do {
      let arguments = Arguments.all
      try CommandNames.check(arguments)
      if arguments.prefix(while: { $0 != "--" }).contains("-h") {
        return print(ShortHelp(arguments).text, terminator: "")
      }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      ExitStatus.exit(for: error)
    }
  }
}
