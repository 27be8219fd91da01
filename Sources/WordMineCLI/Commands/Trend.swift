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
      Each period, such as a day or a month, is a counts file; named in chronological order. The last \
      one is compared with all before it, as `wordmine contrast` does:

        wordmine trend may.counts june.counts july.counts > july.tsv

      Columns: word; change (new, rising, falling, gone); trend (a bar for the rate in each period); target and \
      reference (occurrences in the last period and before it), target_ppm and reference_ppm (per million), \
      g2 (how sure it is that the rates differ), log_ratio (1: twice as frequent in the last period), p, q (the share of \
      false discoveries down to this word), and counts (in each period).
      """)

  @Argument(
    help: "Counts files of one order and script, in chronological order.", completion: .file())
  var periods: [String] = []

  @Option(help: "Only the last so many of the periods.")
  var last: Int?

  @Option(help: "List words that are: up (new or rising), down (falling or gone), both.")
  var direction = TrendDirection.both

  @OptionGroup var contrast: ContrastOptions
  @OptionGroup var list: FileList
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var limit: LimitOption
  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require("--last", last, atLeast: 2)
    try requireOneStandardInput(periods + [list.filesFrom, contrast.words] + contrast.known)
  }

  func run() throws {
    try Session.run("trend", resources) { session in
      let files = try list.names(after: periods).suffix(last ?? .max)
      try require(files.count >= 2, "name at least two counts files, in chronological order")
      try require(!files.contains("-"), "counts files are read more than once: name files, not -")
      try session.reads(Array(files))
      let memory = try session.memory(atLeast: NGramCounter.minimumMemory)
      let script = try NGramCountsReader(ByteSource(path: files.last!)).header.script
      let known = try dictionaries.known(contrast.known, script: script, session)
      let words = try contrast.list(dictionaries, script: script, session)
      let sink = try session.open(output.file)
      let trends = try trends(of: Array(files), words, memory, session)
      let new = trends.filter { !(known?.contains($0.text) ?? false) }
      let listed = Array(new.prefix(limit.limit))
      try trends.table.write(listed, to: sink, as: output.format)
      if trends.isEmpty {
        session.note(
          "nothing changed: of \(Figure.grouped(trends.candidates)) words compared, none has a q of "
            + "\(contrast.fdr.shortText) or less")
      }
      session.report.inputs = Array(files)
      session.report["entries"] = listed.count
    }
  }

  private func trends(
    of files: [String], _ words: DictionaryCounts?, _ memory: MemoryPlan, _ session: Session
  ) throws -> ContrastResult<TrendingWord> {
    var configuration = WordTrends.Configuration()
    configuration.contrast = contrast.configuration(direction.contrast, memory)
    configuration.memory = memory.limit / 4
    configuration.directory = memory.directory
    return try WordTrends(configuration).run(
      on: files.map { path in { try ByteSource(path: path) } }, among: words,
      workers: session.workers)
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
