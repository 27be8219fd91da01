import ArgumentParser
import WordMine
import WordMineText

/// Prior knowledge from other text.
struct PriorOptions: ParsableArguments {
  @Option(
    help: """
      Counts of other text, made by `wordmine count -n 5`, to add to the statistics of this one; repeat \
      for more. Only words of this text are listed and counted.
      """, completion: .file())
  var counts: [String] = []

  @Option(
    help: """
      Continue this model of other text: the text is segmented by both together, and --save-model \
      writes their sum.
      """, completion: .file())
  var update: String?

  @Flag(
    help: """
      With --update, cut the text by the model alone: what --save-model writes cuts as it did, and only has \
      more words.
      """)
  var freeze = false

  func validate() throws {
    try require(
      !freeze || update != nil, "--freeze is for --update: it says which model stays as it is")
  }

  var isEmpty: Bool { counts.isEmpty && update == nil }

  var prior: Prior { Prior(counts: counts, model: update) }
}
