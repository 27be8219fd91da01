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
    abstract: "Precision, recall and F1 of words, as the SIGHAN bakeoff defines them.",
    discussion: """
      Both files have a sentence a line, words separated by blanks.

        wordmine evaluate segmentation gold.txt system.txt
      """)

  @Argument(help: "The gold segmentation.", completion: .file()) var gold: String
  @Argument(help: "The segmentation to score.", completion: .file()) var system: String

  func run() throws {
    let score = try SegmentationScore(
      gold: try InputFile.open(gold), system: try InputFile.open(system))
    for line in score.differingLines.prefix(5) {
      Terminal.say("wordmine: \(system):\(line): the characters differ from those of the gold line")
    }
    if score.goldLines != score.systemLines {
      Terminal.say(
        "wordmine: \(score.goldLines) gold lines, but \(score.systemLines) in \(system)")
    }
    let sink = ByteSink.standardOutput()
    try score.write(to: sink)
    try sink.close()
    if !score.differingLines.isEmpty {
      throw InputError(
        .mismatch("lines whose characters differ from gold: \(score.differingLines.count)"),
        at: SourcePosition(source: system, line: score.differingLines[0]))
    }
  }
}

/// `wordmine evaluate dictionary`
struct EvaluateDictionary: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary",
    abstract: "Precision at depths, recall and average precision of a ranked dictionary.",
    discussion: """
      Gold words are the types of a gold segmentation that are long and frequent enough.

        wordmine evaluate dictionary gold.txt words.tsv
      """)

  @Argument(help: "The gold segmentation.", completion: .file()) var gold: String
  @Argument(help: "The dictionary, best first.", completion: .file()) var dictionary: String

  @Option(help: "Occurrences that make a gold word.") var minFrequency = 5
  @Option(help: "Characters that make a gold word.") var minLength = 2
  @Option(help: "Entries of the dictionary that are looked at.") var cut = 20_000
  @Option(help: "The depths at which precision is given.") var at = "1000,5000,10000"
  @Flag(help: "Only words wholly of Han characters.") var han = false

  func run() throws {
    var configuration = VocabularyScore.Configuration()
    configuration.minimumFrequency = minFrequency
    configuration.minimumLength = minLength
    configuration.cut = cut
    configuration.hanOnly = han
    configuration.depths = try at.split(separator: ",").map {
      guard let depth = Int($0), depth > 0 else {
        throw UsageError("--at: \"\($0)\" is no depth; give numbers like 1000,5000")
      }
      return depth
    }
    let score = try VocabularyScore(
      gold: try InputFile.open(gold), dictionary: try InputFile.open(dictionary),
      configuration)
    let sink = ByteSink.standardOutput()
    try score.write(to: sink, depths: configuration.depths)
    try sink.close()
  }
}
