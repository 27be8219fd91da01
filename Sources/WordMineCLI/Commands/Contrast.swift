import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// `wordmine contrast`
struct Contrast: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contrast",
    abstract: "Lists the words that are typical of one corpus against another.",
    discussion: """
      Each corpus is a text, a counts file of `wordmine count`, or a dictionary with counts. The \
      candidates are all n-grams of texts and counts, or the words of a dictionary:

        wordmine count june.txt -o june.counts
        wordmine count may.txt -o may.counts
        wordmine contrast june.counts may.counts --known dictionary.txt > new.tsv

      Templates are compared with templates, and collocations with collocations; more columns show how \
      the fillers, or the distances, changed (distance_change: 0 for the same, 1 for none in common):

        wordmine contrast a.jsonl b.jsonl --target-text a.txt --reference-text b.txt
        wordmine contrast june-pairs.tsv may-pairs.tsv

      What only one list has may be in the other text too: its fields are empty, and it is only listed \
      with --fdr 1, unless both texts are named to count templates in.

      Columns: word, target and reference (occurrences), target_ppm and reference_ppm (per million), \
      g2 (how sure it is that the rates differ), log_ratio (1: twice as frequent in the target), p, and \
      q (the share of false discoveries down to this word). Rates are relative to the atoms of a text, or \
      to the sum of the counts of a dictionary.
      """)

  @Argument(help: "The corpus whose typical words are listed.", completion: .file())
  var target: String

  @Argument(help: "The corpus that it is compared with.", completion: .file())
  var reference: String

  @Option(
    help: """
      What TARGET is: text, counts, dictionary, templates or collocations; by default detected by its \
      beginning.
      """)
  var targetFormat: ContrastInputFormat?

  @Option(help: "What REFERENCE is, likewise.")
  var referenceFormat: ContrastInputFormat?

  @Option(
    help: "The text of the templates of TARGET: count those of both lists in it.",
    completion: .file())
  var targetText: String?

  @Option(help: "The text of the templates of REFERENCE, likewise.", completion: .file())
  var referenceText: String?

  @Flag(help: "The texts of templates are segmented: blanks separate words.")
  var segmented = false

  @Option(
    help: """
      A model of `wordmine discover --save-model` to segment the texts of templates with; by default \
      words are discovered in each.
      """, completion: .file())
  var wordModel: String?

  @Option(help: "Which templates are compared: all, or frames (with slots).")
  var view = TemplateView.all

  @Option(help: "List words that are typical of: target, reference, both.")
  var direction = CorpusContrast.Direction.target

  @Option(
    help: """
      Fold the script: as-is, simplified, traditional; by default like the counts files.
      """)
  var script: Script?

  @OptionGroup var contrast: ContrastOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var limit: LimitOption
  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var text: TextOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try requireOneStandardInput([target, reference, contrast.words] + contrast.known)
    try require(
      (targetText == nil) == (referenceText == nil),
      "--target-text and --reference-text are given together")
    try require(!segmented || wordModel == nil, "--word-model is for text that is not --segmented")
  }

  func run() throws {
    try Session.run("contrast", resources) { session in
      let (memory, hasColumn) = (try session.memory(), text.column != nil)
      let inputs = [
        try ContrastInput(target, as: targetFormat, hasColumn: hasColumn, memory),
        try ContrastInput(reference, as: referenceFormat, hasColumn: hasColumn, memory),
      ]
      if !inputs.allSatisfy({ $0.format == .templates }) { try requireNoTemplateOptions() }
      if inputs.contains(where: { $0.format.isList }) {
        try contrastLists(inputs, session)
      } else {
        try contrastWords(inputs, session)
      }
      session.report.inputs = [target, reference]
    }
  }

  private func requireNoTemplateOptions() throws {
    guard targetText != nil || segmented || wordModel != nil || view != .all else { return }
    throw UsageError(
      "--target-text, --reference-text, --segmented, --word-model and --view are for two lists of "
        + "templates")
  }

  private func contrastWords(_ inputs: [ContrastInput], _ session: Session) throws {
    let memory = try session.memory(atLeast: NGramCounter.minimumMemory)
    let script = try self.script ?? inputs.lazy.compactMap { try $0.countedScript() }.first ?? .asIs
    let known = try dictionaries.known(contrast.known, script: script, session)
    let list = try contrast.list(dictionaries, script: script, session)
    let sink = try session.open(output.file)
    let sides = try sides(inputs, list, script: script, memory, session)
    try session.stage("comparing")
    let result = try result(sides, list, memory, session)
    let new = result.filter { !(known?.contains($0.text) ?? false) }
    let listed = Array(new.prefix(limit.limit))
    try result.table.write(listed, to: sink, as: output.format)
    explainLittle(result, listed: new.count, session)
    session.report["entries"] = listed.count
  }

  private func sides(
    _ inputs: [ContrastInput], _ list: DictionaryCounts?, script: Script, _ memory: MemoryPlan,
    _ session: Session
  ) throws -> [ContrastSide] {
    let listed = try inputs.map {
      $0.format == .dictionary ? try $0.dictionary(script: script, dictionaries) : nil
    }
    let longest = (listed + [list]).compactMap { $0?.longest }.max()
    var counting = NGramCounter.Configuration(
      order: longest.map { min(NGramWindow.longest, max(1, $0)) } ?? contrast.maxLength)
    counting.script = script
    counting.workers = session.workers
    counting.memory = memory.limit
    counting.directory = memory.directory
    return try zip(inputs, listed).map { input, dictionary in
      if let dictionary { return .dictionary(dictionary) }
      return try input.side(counting, dictionaries, text.options(session), session)
    }
  }

  private func result(
    _ sides: [ContrastSide], _ list: DictionaryCounts?, _ memory: MemoryPlan,
    _ session: Session
  ) throws -> ContrastResult<ContrastedWord> {
    try CorpusContrast(contrast.configuration(direction, memory)).run(
      on: sides[0], against: sides[1], among: list, workers: session.workers)
  }

  /// Says why there may be little to see.
  private func explainLittle(
    _ result: ContrastResult<ContrastedWord>, listed: Int, _ session: Session
  ) {
    if result.unmatched > 0 {
      session.note(
        "words that cannot be looked up, because they are longer than what was counted or are not "
          + "one clause: \(Figure.grouped(result.unmatched))")
    }
    if result.candidates == 0 {
      session.note(
        "there is nothing to compare: no word occurs \(contrast.minCount) times; see --min-count")
    } else if result.isEmpty {
      let found = direction == .both ? "nothing differs" : "nothing is typical of the \(direction)"
      session.note(
        "\(found): of \(Figure.grouped(result.candidates)) words compared, none has a q of "
          + "\(contrast.fdr.shortText) or less")
    } else if listed == 0 {
      session.note("all words that differ are known")
    }
  }
}

/// Which templates are compared.
enum TemplateView: String, ExpressibleByArgument, CaseIterable {
  case all
  case frames
}
