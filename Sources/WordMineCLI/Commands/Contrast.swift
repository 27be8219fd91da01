import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// `wordmine contrast`
struct Contrast: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contrast",
    abstract: "Lists the words that are typical for one corpus against another.",
    discussion: """
      Each corpus is a text, a counts file of `wordmine count`, or a dictionary with counts. Of texts \
      and counts, all n-grams are candidates; of a dictionary, its words are:

        wordmine count june.txt -o june.counts
        wordmine count may.txt -o may.counts
        wordmine contrast june.counts may.counts --known dictionary.txt > new.tsv

      Templates are compared with templates, collocations with collocations; their columns tell too \
      how the fillers, or the distances, changed (distance_change: 0 for the same, 1 for none in common):

        wordmine contrast june-templates.jsonl may-templates.jsonl
        wordmine contrast june-pairs.tsv may-pairs.tsv

      Columns: word, target and reference (occurrences), target_ppm and reference_ppm (in a million), \
      g2 (how sure it is that the rates differ), log_ratio (1: twice as frequent in the target), p and \
      q (the share of false discoveries down to this word). Rates are shares of the atoms of a text, \
      and of the sum of the counts of a dictionary.
      """)

  @Argument(help: "The corpus whose words are looked for.", completion: .file())
  var target: String

  @Argument(help: "The corpus that it is compared with.", completion: .file())
  var reference: String

  @Option(
    help: """
      What TARGET is: text, counts, dictionary, templates or collocations; by default judged by its \
      beginning.
      """)
  var targetFormat: ContrastInputFormat?

  @Option(help: "What REFERENCE is, likewise.")
  var referenceFormat: ContrastInputFormat?

  @Option(
    help: "A dictionary of any format: only its words are compared.", completion: .file())
  var words: String?

  @Option(
    help: "A dictionary of any format: leave out the words that it has; repeat for more.",
    completion: .file())
  var known: [String] = []

  @Option(help: "The fewest characters of an n-gram; words of dictionaries have any number.")
  var minLength = 2

  @Option(help: "The most characters of an n-gram, up to 8.")
  var maxLength = 4

  @Option(help: "Leave out words that occur less often in both.")
  var minCount = 5

  @Option(help: "The share of false discoveries that is allowed; 1 lists all.")
  var fdr = 0.01

  @Option(help: "Words typical for: target, reference, both.")
  var direction = CorpusContrast.Direction.target

  @Option(help: "Sort by g2, log-ratio or count, greatest first.")
  var sort = CorpusContrast.Order.logLikelihood

  @Option(help: "Only so many words, the first.")
  var limit: Int?

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @Option(
    help: """
      Fold the script: as-is, simplified, traditional; by default as a counts file has it.
      """)
  var script: Script?

  @OptionGroup var text: TextOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard (1...NGramWindow.longest).contains(maxLength), (1...maxLength).contains(minLength) else {
      throw ValidationError(
        "--min-length \(minLength), --max-length \(maxLength): they can be 1 to "
          + "\(NGramWindow.longest)")
    }
    guard (0...1).contains(fdr) else {
      throw ValidationError("--fdr is \(fdr); it must be between 0 and 1")
    }
    guard limit ?? 0 >= 0, minCount >= 1 else {
      throw ValidationError("--limit must not be negative, --min-count at least 1")
    }
    guard target != "-" || reference != "-" else {
      throw ValidationError("standard input can be read only once")
    }
  }

  /// What a candidate takes, in bytes.
  private static let memoryPerCandidate = 160

  func run() throws {
    var report = RunReport("contrast")
    let progress = Progress(isQuiet: resources.quiet)
    let memory = try resources.memoryLimit(atLeast: NGramCounter.minimumMemory)
    let inputs = [
      try ContrastInput(target, as: targetFormat, hasColumn: text.column != nil),
      try ContrastInput(reference, as: referenceFormat, hasColumn: text.column != nil),
    ]
    if inputs.contains(where: { $0.format.isList }) { return try contrastLists(inputs, &report) }
    let script = try self.script ?? inputs.lazy.compactMap { try $0.countedScript() }.first ?? .asIs
    let known = try KnownWords.read(known, script: script)
    let list = try words.map {
      try DictionaryCounts(RecordReader(dictionary: try InputFile.open($0)), script: script)
    }
    let sink = try OutputFile.open(output)
    let sides = try sides(inputs, list, script: script, memory: memory, &report, progress)
    progress.stage("comparing")
    let contrast = try contrast(sides, list, memory: memory)
    let new = contrast.filter { !(known?.contains($0.text) ?? false) }
    let listed = Array(new.prefix(limit ?? .max))
    try contrast.table.write(listed, to: sink, as: .chosen(format, for: output))
    try sink.close()
    progress.end()
    if !resources.quiet { explain(contrast, new.count) }
    report.inputs = [target, reference]
    report.entries = listed.count
    try report.finish(resources)
  }

  private func sides(
    _ inputs: [ContrastInput], _ list: DictionaryCounts?, script: Script, memory: Int,
    _ report: inout RunReport, _ progress: Progress
  ) throws -> [ContrastSide] {
    let dictionaries = try inputs.map {
      $0.format == .dictionary ? try $0.dictionary(script: script) : nil
    }
    let lists = (dictionaries + [list]).compactMap { $0?.longest }
    var counting = NGramCounter.Configuration(
      order: lists.isEmpty ? maxLength : min(NGramWindow.longest, max(1, lists.max()!)))
    counting.script = script
    counting.workers.threads = resources.threads
    counting.memory = memory
    counting.directory = resources.temporaryDirectory
    return try zip(inputs, dictionaries).map { input, dictionary in
      if let dictionary { return .dictionary(dictionary) }
      guard input.format == .counts else {
        return try input.count(counting, text, &report, progress)
      }
      if let counted = try input.countedScript(), counted != script {
        throw InputError(
          .mismatch(
            "counted with script \(counted.rawValue), not \(script.rawValue); count anew with "
              + "--script \(script.rawValue)"),
          at: SourcePosition(source: input.path))
      }
      return .counts { try InputFile.open(input.path) }
    }
  }

  private func contrast(
    _ sides: [ContrastSide], _ list: DictionaryCounts?, memory: Int
  ) throws -> ContrastResult<ContrastedWord> {
    var configuration = CorpusContrast.Configuration()
    (configuration.minimumLength, configuration.maximumLength) = (minLength, maxLength)
    configuration.minimumCount = minCount
    configuration.falseDiscoveryRate = fdr
    configuration.direction = direction
    configuration.order = sort
    configuration.maximumCandidates = memory / Self.memoryPerCandidate
    do {
      return try CorpusContrast(configuration).run(
        on: sides[0], against: sides[1], among: list, workers: Workers(threads: resources.threads))
    } catch let error as TooManyCandidates {
      throw UsageError(
        "more than \(error.limit) n-grams occur \(minCount) times; ask for more with --min-count, or "
          + "allow more with --memory")
    }
  }

  /// Says why there may be little to see.
  private func explain(_ contrast: ContrastResult<ContrastedWord>, _ listed: Int) {
    if contrast.unmatched > 0 {
      Terminal.say(
        "wordmine: words that cannot be looked up, being longer than what was counted, or not one "
          + "clause: \(Figure.grouped(contrast.unmatched))")
    }
    if contrast.candidates == 0 {
      Terminal.say(
        "wordmine: there is nothing to compare: no word occurs \(minCount) times; see --min-count")
    } else if contrast.isEmpty {
      let found = direction == .both ? "nothing differs" : "nothing is typical for the \(direction)"
      Terminal.say(
        "wordmine: \(found): of \(Figure.grouped(contrast.candidates)) words compared, none has a q of "
          + "\(fdr.shortText) or less")
    } else if listed == 0 {
      Terminal.say("wordmine: all words that differ are known")
    }
  }
}

extension CorpusContrast.Direction: ExpressibleByArgument {}

extension CorpusContrast.Order: ExpressibleByArgument {}
