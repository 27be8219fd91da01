import ArgumentParser
import WordMine
import WordMineText

/// What is known from other text.
struct PriorOptions: ParsableArguments {
  @Option(
    help: """
      Counts of other text, made by `wordmine count -n 5`: their statistics join those of this one; \
      repeat for more. What is listed and counted are the words of this text.
      """, completion: .file())
  var counts: [String] = []

  @Option(
    help: """
      A model of other text, made by --model: it is continued, that is, the text is segmented by both \
      together, and --model writes the sum.
      """, completion: .file())
  var update: String?

  var isEmpty: Bool { counts.isEmpty && update == nil }

  var prior: Prior { Prior(counts: counts, model: update) }
}
