import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// `wordmine trend`
struct Trend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Lists the words that are new, rising or falling in the last of several periods.",
    discussion: """
      Each period, such as a day or a month, is a counts file; they are named in the order of time. The last \
      one is compared with all before it, as `wordmine contrast` does:

        wordmine trend may.counts june.counts july.counts > july.tsv

      Columns: word; change (new, rising, falling, gone); trend (a bar for the rate in each period); target and \
      reference (occurrences in the last period and before it), target_ppm and reference_ppm (per million), \
      g2 (how sure it is that the rates differ), log_ratio (1: twice as frequent in the last period), p, q (the share of \
      false discoveries down to this word), and counts (in each period).
      """)

  @Argument(
    help: "Counts files of one order and script, in the order of time.", completion: .file())
  var periods: [String] = []

  @Option(help: "Only the last so many of the periods.")
  var last: Int?

  @Option(
    help: "A dictionary of any format: only its words are followed.", completion: .file())
  var words: String?

  @Option(
    help: "A dictionary of any format: leave out its words; repeat for more.", completion: .file())
  var known: [String] = []

  @Option(help: "The fewest characters of an n-gram; words of --words have any number.")
  var minLength = 2

  @Option(help: "The most characters of an n-gram, up to \(NGramWindow.longest).")
  var maxLength = 4

  @Option(help: "Leave out words that occur less often in the last period, and before it.")
  var minCount = 5

  @Option(help: "The share of false discoveries that is allowed; 1 lists all.")
  var fdr = 0.01

  @Option(help: "List words that are: up (new or rising), down (falling or gone), both.")
  var direction = TrendDirection.both

  @Option(help: "Sort by g2, log-ratio or count, greatest first.")
  var sort = CorpusContrast.Order.logLikelihood

  @OptionGroup var list: FileList
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var limit: LimitOption
  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require(
      (1...NGramWindow.longest).contains(maxLength) && (1...maxLength).contains(minLength),
      "--min-length \(minLength), --max-length \(maxLength): they can be 1 to "
        + "\(NGramWindow.longest)")
    try require("--fdr", fdr, in: 0...1)
    try require("--min-count", minCount, atLeast: 1)
    try require("--last", last, atLeast: 2)
    try requireOneStandardInput(periods + [list.filesFrom, words] + known)
  }

  func run() throws {
    try Session.run("trend", resources) { session in
      let files = try list.names(after: periods).suffix(last ?? .max)
      try require(files.count >= 2, "name at least two counts files, in the order of time")
      try require(!files.contains("-"), "counts files are read more than once: name files, not -")
      try session.reads(Array(files))
      let memory = try session.memory(atLeast: NGramCounter.minimumMemory)
      let script = try NGramCountsReader(ByteSource(path: files.last!)).header.script
      let known = try dictionaries.known(known, script: script, session)
      let words = try words.map {
        try DictionaryCounts(dictionaries.reader($0), script: script, minimumShare: 0)
      }
      let sink = try session.open(output.file)
      let trends = try trends(of: Array(files), words, memory, session)
      let new = trends.filter { !(known?.contains($0.text) ?? false) }
      let listed = Array(new.prefix(limit.limit))
      try trends.table.write(listed, to: sink, as: output.format)
      if trends.isEmpty {
        session.note(
          "nothing changed: of \(Figure.grouped(trends.candidates)) words compared, none has a q of "
            + "\(fdr.shortText) or less")
      }
      session.report.inputs = Array(files)
      session.report["entries"] = listed.count
    }
  }

  private func trends(
    of files: [String], _ words: DictionaryCounts?, _ memory: MemoryPlan, _ session: Session
  ) throws -> ContrastResult<TrendingWord> {
    var configuration = WordTrends.Configuration()
    (configuration.contrast.minimumLength, configuration.contrast.maximumLength) = (
      minLength, maxLength
    )
    configuration.contrast.minimumCount = minCount
    configuration.contrast.falseDiscoveryRate = fdr
    configuration.contrast.direction = direction.contrast
    configuration.contrast.order = sort
    configuration.contrast.maximumCandidates = memory.candidates
    configuration.memory = memory.limit / 4
    configuration.directory = memory.directory
    do {
      return try WordTrends(configuration).run(
        on: files.map { path in { try ByteSource(path: path) } }, among: words,
        workers: session.workers)
    } catch let error as TooManyCandidates {
      throw UsageError(
        "more than \(error.limit) n-grams occur \(minCount) times; raise --min-count, or allow more "
          + "with --memory")
    }
  }
}

/// Which changes are listed.
enum TrendDirection: String, ExpressibleByArgument, CaseIterable {
  case up
  case down
  case both

  var contrast: CorpusContrast.Direction {
    switch self {
    case .up: .target
    case .down: .reference
    case .both: .both
    }
  }
}
