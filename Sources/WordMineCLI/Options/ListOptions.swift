import ArgumentParser
import WordMineLexicon

/// Which of the words that were found are listed, and how.
struct ListOptions: ParsableArguments {
  @OptionGroup var ranked: RankedListOptions
  @OptionGroup var dictionaries: DictionaryOptions

  @Option(
    help: """
      A dictionary of any format: leave out its words. Many words also teach how to cut the text, as those \
      of --dictionary do. Repeat for more.
      """,
    completion: .file())
  var known: [String] = []

  var output: OutputOptions<DictionaryFormat> { ranked.output }
}
