import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineReport
import WordMineText

/// `wordmine report`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Shows what a corpus is about on one page for a browser.",
    discussion: """
      Words and terms with their lines, neighbours and uses over the text, templates with what fills them, \
      sentence trees:

        wordmine report reviews.txt --known jieba.txt -o report.html

      The page is one file that loads nothing from anywhere; it can be mailed and archived. With --by it \
      shows what is typical of each category, with --against what is more frequent than in other text, and \
      with --period how frequencies change:

        wordmine report reviews.tsv --column text --by category -o report.html
        wordmine report june.txt --period may.counts --period june.counts >june.html
      """)

  @Option(
    help: "A dictionary of any format: its words are not new; repeat for more.", completion: .file()
  )
  var known: [String] = []

  @Option(
    help: """
      A dictionary that the corpus is cut by, with what it teaches beyond it; its words are not new. Repeat \
      for more.
      """, completion: .file())
  var dictionary: [String] = []

  @Option(
    help: "Text, counts or a dictionary with counts to compare the words with.", completion: .file()
  )
  var against: String?

  @Option(help: "The column of the category of each text; --column is that of the text.")
  var by: String?

  @Option(
    name: .customLong("period"),
    help: "A counts file of `wordmine count`; repeat in the order of time for a time line.",
    completion: .file())
  var periods: [String] = []

  @Option(
    help: "Also write what the page shows as JSON, which docs/report.md describes.",
    completion: .file())
  var data: String?

  @Option(
    help: "A directory for the pictures of the page as SVG files: growth.svg, map.svg.",
    completion: .directory)
  var svg: String?

  @Option(help: "Fold the script before counting: as-is, simplified, traditional.")
  var script = Script.asIs

  @Option(help: "The most words on the page.")
  var limit = 8000

  @Option(
    name: .shortAndLong, help: "The page to write; by default standard output.", completion: .file()
  )
  var output: String?

  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try requireFormat(of: output, ".html", ".htm")
    try requireFormat(of: data, ".json")
    try require("--limit", limit, atLeast: 1)
    try require(
      by == nil || input.text.column != nil, "--by needs --column: the column of the text")
    try require(periods.count != 1, "--period is given at least twice: the last one is compared")
    try input.requireOneStandardInput(besides: known + dictionary + [against] + periods)
  }

  func run() throws {
    try Session.run("report", resources) { session in
      let memory = try session.memory(atLeast: NGramCounter.minimumMemory)
      let known = try dictionaries.known(known + dictionary, script: script, session)
      let guide = dictionary.isEmpty ? known : try dictionaries.lexicon(dictionary)
      try session.reads(periods + (against.map { [$0] } ?? []))
      let page = try session.open(output)
      let data = try session.openIfGiven(data)
      let pictures = try svg.map { directory in
        try Report.figureNames.map { try session.open("\(directory)/\($0)") }
      }
      var corpus = try input.corpus(session)
      corpus.options.takesChecksums = true
      let reference = try against.map {
        try ContrastInput($0, as: nil, hasColumn: false, memory).reference(
          script: script, dictionaries, memory, session)
      }
      var report = try ReportBuilder(configuration(memory)).run(
        on: corpus, after: Prior(lexicon: guide), known: known, against: reference,
        periods: periods, workers: session.workers)
      if let against, report.referenceTotal == 0 {
        throw InputError(
          .mismatch("it has no words to compare with"), at: SourcePosition(source: against))
      }
      report.origin = origin(corpus, report.reading)
      try session.stage("writing")
      try report.write(to: page, as: .page)
      if let data { try report.write(to: data, as: .data) }
      for (picture, figure) in zip(pictures ?? [], report.figures) { try picture.write(figure) }
      for omission in report.omissions {
        session.note(
          "\(omission) are left out: the text is too large for them; allow more with --memory")
      }
      session.report.add(corpus, report.reading)
    }
  }

  private func configuration(_ memory: MemoryPlan) -> ReportBuilder.Configuration {
    var configuration = ReportBuilder.Configuration()
    configuration.words = limit
    configuration.category = by.map { Column($0) }
    configuration.discovery.seed = resources.seed
    configuration.discovery.script = script
    configuration.discovery.makesModel = false
    configuration.discovery.findsPhrases = true
    configuration.discovery.memory = memory.limit
    configuration.discovery.temporaryDirectory = memory.directory
    configuration.discovery.isMemoryAutomatic = resources.memory == nil
    return configuration
  }

  /// How the report was made: nothing in it depends on where and when, or on how many threads there were.
  private func origin(_ corpus: Corpus, _ reading: CorpusReader.Summary) -> Report.Origin {
    var origin = Report.Origin()
    origin.version = Wordmine.configuration.version
    origin.options = options
    origin.inputs = zip(corpus.inputs, reading.checksums).map { input, checksum in
      Report.Input(
        name: Self.shortName(input.name), bytes: ByteSource.size(ofFile: input.name),
        checksum: checksum.text)
    }
    return origin
  }

  /// The options that change what is on the page.
  private var options: [String] {
    func named(_ name: String, _ paths: [String]) -> [String] {
      paths.flatMap { [name, Self.shortName($0)] }
    }
    func given(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }
    return named("--known", known) + named("--dictionary", dictionary)
      + named("--against", against.map { [$0] } ?? []) + named("--period", periods)
      + given("--column", input.text.column) + given("--by", by)
      + (input.text.uniqueLines ? ["--unique-lines"] : [])
      + given("--script", script == .asIs ? nil : script.rawValue)
      + given("--limit", limit == 8000 ? nil : "\(limit)")
      + given("--seed", resources.seed == 0 ? nil : "\(resources.seed)")
  }

  private static func shortName(_ path: String) -> String {
    FileName.shown(path.split(separator: "/").last.map(String.init) ?? path)
  }
}
