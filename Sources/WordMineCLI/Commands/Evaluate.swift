import ArgumentParser
import WordMine
import WordMineText

/// `wordmine evaluate`
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Scores a segmentation or a dictionary against a gold segmentation.",
    discussion: """
      Both are compared with a text that people segmented:

        wordmine evaluate segmentation gold.txt system.txt
        wordmine evaluate dictionary gold.txt words.tsv
      """,
    subcommands: [EvaluateSegmentation.self, EvaluateDictionary.self])
}

/// `wordmine evaluate segmentation`
struct EvaluateSegmentation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segmentation",
    abstract: "Scores words by precision, recall and F1, as the SIGHAN bakeoffs do.",
    discussion: """
      Both files have one sentence per line, with blanks between words.

        wordmine evaluate segmentation gold.txt system.txt

      People differ on what is a word and what a phrase. The lenient score of --accept takes a join of gold words for
      right where it is an accepted word, and a cut of one where all parts are, at most one of them a single character.
      """)

  @Argument(help: "The gold segmentation.", completion: .file()) var gold: String
  @Argument(help: "The segmentation to score.", completion: .file()) var system: String

  @Option(
    help:
      "Score words that this dictionary has, and those that it lacks, by themselves; can be repeated.",
    completion: .file())
  var dictionary: [String] = []
  @Option(
    help: "Add a lenient score, by the words of this dictionary; can be repeated.",
    completion: .file())
  var accept: [String] = []
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try requireOneStandardInput([gold, system] + dictionary + accept) }

  func run() throws {
    try Session.run("evaluate segmentation", resources, saysSummary: false) { session in
      let score = try score(session)
      let sink = try session.open(output.file)
      try score.write(to: sink, as: output.format)
      guard let line = score.differingLines.first else { return }
      // Standard output shows the scores all the same; no file is replaced by scores of other text.
      if [nil, "-"].contains(output.file) { try sink.close() }
      throw InputError(
        .mismatch("lines whose characters differ from gold: \(score.differingLines.count)"),
        at: SourcePosition(source: system, line: line))
    }
  }

  private func score(_ session: Session) throws -> SegmentationScore {
    let score = try SegmentationScore(
      gold: try ByteSource.named(gold), system: try ByteSource.named(system),
      dictionary: dictionary.isEmpty ? nil : try dictionaries.lexicon(dictionary),
      accepted: accept.isEmpty ? nil : try dictionaries.lexicon(accept), workers: session.workers)
    for line in score.differingLines.prefix(5) {
      session.say("\(system):\(line): the characters differ from those of the gold line")
    }
    if score.goldLines != score.systemLines {
      session.say(
        "\(score.goldLines) gold lines, but \(score.systemLines) in \(system)")
    }
    return score
  }
}

/// `wordmine evaluate dictionary`
struct EvaluateDictionary: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary",
    abstract: "Scores a ranked dictionary by precision, recall and average precision.",
    discussion: """
      Gold words are the different words of a gold segmentation that are long and frequent enough.

        wordmine evaluate dictionary gold.txt words.tsv
      """)

  @Argument(help: "The gold segmentation.", completion: .file()) var gold: String
  @Argument(help: "The dictionary, best first.", completion: .file()) var dictionary: String

  @Option(
    help:
      "A segmented text of another standard: words that either has are right, too; can be repeated.",
    completion: .file())
  var also: [String] = []
  @Option(help: "The fewest occurrences of a gold word.") var minFrequency = 5
  @Option(help: "The fewest characters of a gold word.") var minLength = 2
  @Option(help: "Only the first so many entries of the dictionary.") var cut = 20_000
  @Option(help: "The depths at which precision is measured.") var depths = "1000,5000,10000"
  @Flag(help: "Only words of nothing but Han characters.") var han = false

  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var resources: ResourceOptions

  func validate() throws { try requireOneStandardInput([gold, dictionary] + also) }

  func run() throws {
    try Session.run("evaluate dictionary", resources, saysSummary: false) { session in
      let configuration = try configuration()
      let sink = try session.open(output.file)
      let score = try VocabularyScore(
        gold: try .named(gold), others: also, dictionary: try .named(dictionary),
        as: dictionaries.format,
        configuration, workers: session.workers)
      try score.write(to: sink, as: output.format)
    }
  }

  private func configuration() throws -> VocabularyScore.Configuration {
    var configuration = VocabularyScore.Configuration()
    configuration.minimumFrequency = minFrequency
    configuration.minimumLength = minLength
    configuration.cut = cut
    configuration.hanOnly = han
    configuration.depths = try depths.split(separator: ",").map {
      guard let depth = Int($0), depth > 0 else {
        throw UsageError("--depths: \"\($0)\" is not a depth; give numbers like 1000,5000")
      }
      return depth
    }
    return configuration
  }
}
