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
    try sink.write("unit\tprecision\trecall\tf1\tgold\tsystem\tright\n")
    try sink.write(Self.row("word", score.words))
    try sink.write(Self.row("boundary", score.boundaries))
    for length in 1...SegmentationScore.longest {
      let name = length == SegmentationScore.longest ? "\(length)+" : "\(length)"
      try sink.write(Self.row("word of \(name)", score.words(ofLength: length)))
    }
    try sink.close()
    if !score.differingLines.isEmpty {
      throw InputError(
        .mismatch("lines whose characters differ from gold: \(score.differingLines.count)"),
        at: SourcePosition(source: system, line: score.differingLines[0]))
    }
  }

  private static func row(_ name: String, _ score: PrecisionRecall) -> String {
    let shares = [score.precision, score.recall, score.f1].map(Figure.tenThousandths)
    let counts = [score.gold, score.found, score.right].map(String.init)
    return ([name] + shares + counts).joined(separator: "\t") + "\n"
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

  @Option(help: "The fewest occurrences of a gold word.") var minFrequency = 5
  @Option(help: "The fewest characters of a gold word.") var minLength = 2
  @Option(help: "Only the first so many entries of the dictionary.") var cut = 20_000
  @Option(help: "The depths at which precision is measured.") var depths = "1000,5000,10000"
  @Flag(help: "Only words of nothing but Han characters.") var han = false

  func run() throws {
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
    let score = try VocabularyScore(
      gold: try InputFile.open(gold), dictionary: try InputFile.open(dictionary),
      configuration)
    let sink = ByteSink.standardOutput()
    try sink.write("measure\tvalue\n")
    try sink.write("gold\t\(score.words.gold)\nlisted\t\(score.words.found)\n")
    try sink.write("recall\t\(Figure.tenThousandths(score.recall))\n")
    try sink.write("average precision\t\(Figure.tenThousandths(score.averagePrecision))\n")
    for depth in configuration.depths {
      let found = score.precision(at: depth)
      let strict = found.map { Figure.tenThousandths($0.strict) } ?? "-"
      let lax = found.map { Figure.tenThousandths($0.lax) } ?? "-"
      try sink.write("precision at \(depth)\t\(strict)\nlax precision at \(depth)\t\(lax)\n")
    }
    try sink.close()
  }
}
