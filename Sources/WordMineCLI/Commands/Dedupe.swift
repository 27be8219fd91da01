import ArgumentParser
import WordMine
import WordMineText

/// `wordmine dedupe`
struct Dedupe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Finds lines that nearly repeat an earlier one.",
    discussion: """
        wordmine dedupe corpus.txt
        wordmine dedupe --min-jaccard 0.7 corpus.txt --kept clean.txt > repeated.tsv

      Columns: line, of (the most similar earlier line; both from 1), jaccard, text, original. Lines are \
      compared by their n-grams of characters, as they are written: jaccard is the number of n-grams \
      that both have, divided by the number that any of them has. The search is exact. To find lines \
      that say the same in other words, use `search`.
      """)

  @Option(help: "The similarity from which on a line repeats another, above 0, at most 1.")
  var minJaccard = NearDuplicateFinder.Configuration().minimumJaccard

  @Option(help: "The characters of an n-gram, 1 to 32.")
  var ngram = NearDuplicateFinder.Configuration().order

  @Option(
    help: "Write the lines that repeat none to this file; of a --column, its texts.",
    completion: .file())
  var kept: String?

  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require(
      minJaccard > 0 && minJaccard <= 1,
      "--min-jaccard is \(minJaccard); it can be above 0, and 1 at most")
    try require("--ngram", ngram, in: 1...32)
    try requireFormat(of: kept)
  }

  func run() throws {
    try Session.run("dedupe", resources) { session in
      let sink = try session.open(output.file)
      let kept = try session.openIfGiven(kept)
      let corpus = try input.corpus(session)
      var configuration = NearDuplicateFinder.Configuration()
      (configuration.minimumJaccard, configuration.order) = (minJaccard, ngram)
      configuration.memory = try session.memory().limit
      let found = try NearDuplicateFinder(configuration).run(on: corpus, workers: session.workers)
      try found.table.write(found, to: sink, as: output.format, name: output.name)
      if let kept { try found.writeKept(to: kept) }
      session.report.add(corpus, found.summary)
      session.report["entries"] = found.count
    }
  }
}
