import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// Which words two corpora are compared by, and which differences are listed.
struct ContrastOptions: ParsableArguments {
  @Option(
    help: "A dictionary of any format: only its words are compared.", completion: .file())
  var words: String?

  @Option(
    help: "A dictionary of any format: leave out its words; repeat for more.",
    completion: .file())
  var known: [String] = []

  @Option(
    help: """
      Leave out --words that are words in a smaller share of their occurrences; of a dictionary with \
      columns count and raw_count.
      """)
  var minShare = 0.1

  @Option(help: "The fewest characters of an n-gram; words of dictionaries have any number.")
  var minLength = 2

  @Option(help: "The most characters of an n-gram, up to \(NGramWindow.longest).")
  var maxLength = 4

  @Option(help: "Leave out words that occur less often in both.")
  var minCount = 5

  @Option(help: "The share of false discoveries that is allowed; 1 lists all.")
  var fdr = 0.01

  @Option(help: "Sort by g2, log-ratio or count, greatest first.")
  var sort = CorpusContrast.Order.logLikelihood

  func validate() throws {
    try require(
      (1...NGramWindow.longest).contains(maxLength) && (1...maxLength).contains(minLength),
      "--min-length \(minLength), --max-length \(maxLength): they can be 1 to "
        + "\(NGramWindow.longest)")
    try require("--fdr", fdr, in: 0...1)
    try require("--min-count", minCount, atLeast: 1)
    try require("--min-share", minShare, in: 0...1)
  }

  func configuration(
    _ direction: CorpusContrast.Direction, _ memory: MemoryPlan
  ) -> CorpusContrast.Configuration {
    var configuration = CorpusContrast.Configuration()
    (configuration.minimumLength, configuration.maximumLength) = (minLength, maxLength)
    configuration.minimumCount = minCount
    configuration.falseDiscoveryRate = fdr
    configuration.direction = direction
    configuration.order = sort
    configuration.memory = memory.limit
    return configuration
  }

  /// The counts of `--words`; `nil` if all n-grams are compared.
  ///
  /// - Throws: `InputError` at a line that cannot be read.
  func list(
    _ dictionaries: DictionaryOptions, script: Script, _ session: Session
  ) throws -> DictionaryCounts? {
    let list = try words.map {
      try DictionaryCounts(dictionaries.reader($0), script: script, minimumShare: minShare)
    }
    if let left = list?.rarelyUsed, left > 0 {
      session.note(
        "left out, because they are mostly parts of other words: \(Figure.grouped(left)) of --words; see "
          + "--min-share")
    }
    return list
  }
}
