import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// `wordmine discover`, and `wordmine` without a command.
struct Discover: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Finds the words of a corpus: a ranked dictionary, best word first.",
    discussion: """
      The whole manual for the first use:

        cat corpus.txt | wordmine > words.tsv

      Columns: word, score, count (uses by the segmentation), raw_count (occurrences), contexts \
      (different words before it, estimated), cohesion, left_entropy, right_entropy, gain (what the \
      word saves in the whole text), kind (word, or phrase: words that stand together firmly, which \
      follow all words, greatest gain first). Information is in bits.

        wordmine discover --known jieba.txt --limit 100 shop.txt
      """)

  @Option(
    help: """
      full: branching entropy, a boundary model and a word model; fast: without the word model; pmi: \
      mutual information, to explain.
      """)
  var method = WordDiscovery.Method.full

  @Option(
    help: """
      How much work --method full does: quick, normal, thorough or utmost; by default normal. Below \
      some 330,000 characters all but quick do the same.
      """)
  var effort: Effort?

  @Option(
    help: """
      How coarse words are, about 0.5 (fine) to 6 (coarse), for --method full and fast; by default \
      chosen from the text.
      """)
  var granularity: Double?

  @OptionGroup(title: "Options of --method pmi")
  var mutualInformation: MutualInformationOptions

  @Option(
    help: """
      Leave out words that the segmentation uses less often; by default 1, and 2 for texts below \
      1 MB.
      """)
  var minCount: Int?

  @Option(
    help: """
      The most characters of a word; more than four are for --method fast and pmi, in a corpus that \
      memory holds.
      """)
  var maxLength = 4

  @Flag(
    inversion: .prefixedNo,
    help: "Also list phrases, in formats that tell kinds apart; by default with --method full.")
  var phrases: Bool?

  @Flag(help: "Also list words of one character.")
  var singleCharacters = false

  @Flag(help: "Also list words without a Han character.")
  var nonHan = false

  @Option(help: "Fold the script before counting: as-is, simplified, traditional.")
  var script = Script.asIs

  @Option(help: "Also write the corpus, segmented, to this file.", completion: .file())
  var segmentation: String?

  @Option(help: "Also write a model for `wordmine segment` to this file.", completion: .file())
  var model: String?

  @Option(
    help: """
      Keep finished stages in this directory: a run that was killed goes on from there if it is \
      started again in the same way. A corpus that fits in memory takes seconds, and is one stage.
      """, completion: .directory)
  var work: String?

  @OptionGroup var prior: PriorOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard (1...64).contains(maxLength) else {
      throw ValidationError("--max-length is \(maxLength); it can be 1 to 64")
    }
    guard method == .mutualInformation || mutualInformation.isEmpty else {
      throw ValidationError(
        "--min-cohesion, --pair-test, --order, --min-ngram-count and --redundancy-margin are for "
          + "--method pmi")
    }
    guard method == .full || effort == nil else {
      throw ValidationError("--effort is for --method full: it is what its word model does")
    }
    guard method != .mutualInformation || granularity == nil else {
      throw ValidationError(
        "--granularity is for --method full and fast; see --min-cohesion for pmi")
    }
    guard method != .mutualInformation || model == nil else {
      throw ValidationError("--model needs --method full or fast: it holds what these learn")
    }
    guard method != .mutualInformation || prior.isEmpty else {
      throw ValidationError("--counts and --update need --method full or fast")
    }
    guard granularity.map({ (0...20).contains($0) }) ?? true else {
      throw ValidationError("--granularity must be between 0 and 20")
    }
    guard minCount ?? 1 >= 1 else { throw ValidationError("--min-count must be at least 1") }
  }

  func run() throws {
    var report = RunReport("discover")
    let progress = Progress(isQuiet: resources.quiet)
    let configuration = try self.configuration()
    let known = try KnownWords.read(list.known, script: script)
    try OutputFile.requireDifferent([list.output ?? "-", segmentation, model, resources.report])
    let outputs = try (
      dictionary: OutputFile.open(list.output), segmentation: segmentation.map(OutputFile.open),
      model: model.map(OutputFile.open)
    )
    let corpus = try input.corpus()
    let result = try WordDiscovery(configuration).run(
      on: corpus, after: prior.prior, workers: resources.workers(progress))
    if let sink = outputs.segmentation {
      try result.writeSegmentation(to: sink)
      try sink.close()
    }
    if let sink = outputs.model, let model = result.learnedModel {
      try SegmentationModelFormat.write(model, to: sink)
      try sink.close()
    }
    // Last, because whoever reads the list may stop reading.
    let entries = list.entries(result.words, known: known)
    try list.write(entries, to: outputs.dictionary)
    progress.end()
    report.add(corpus, result.reading)
    if !resources.quiet { Self.explainLittle(report, result) }
    report.add(result)
    report.entries = entries.count
    try report.finish(resources)
  }

  private func configuration() throws -> WordDiscovery.Configuration {
    var configuration = WordDiscovery.Configuration()
    configuration.method = method
    configuration.mutualInformation = mutualInformation.configuration
    configuration.effort = effort ?? configuration.effort
    configuration.granularity = granularity
    configuration.seed = resources.seed
    configuration.script = script
    configuration.minimumCount = minCount
    configuration.maximumLength = maxLength
    configuration.findsPhrases =
      phrases ?? (method == .full) && [.tsv, .jsonl].contains(list.chosenFormat)
    configuration.includesSingleAtoms = singleCharacters
    configuration.includesNonHan = nonHan
    configuration.makesModel = model != nil
    configuration.keepsText = segmentation != nil
    configuration.memory = try resources.memoryLimit(atLeast: DiscoveryMemory.minimum)
    configuration.temporaryDirectory = resources.temporaryDirectory
    configuration.workDirectory = work
    return configuration
  }

  /// Says why there may be little to see.
  private static func explainLittle(_ report: RunReport, _ discovery: WordDiscovery.Result) {
    let atoms = discovery.summary.atoms
    if report.invalidBytes * 20 > report.characters {
      Terminal.say(
        "wordmine: \(Figure.grouped(report.invalidBytes)) bytes are invalid: if this is text, name "
          + "its --encoding")
    }
    if atoms == 0 {
      Terminal.say(
        "wordmine: the text holds no Chinese characters, letters or digits: nothing to learn from")
    } else if atoms < 1000 {
      Terminal.say(
        "wordmine: the text has \(atoms) atoms; below a few thousand, statistics are weak: take the "
          + "list as a hint, and give more text of the kind")
    } else if discovery.words.isEmpty {
      Terminal.say("wordmine: no two Chinese characters stand together often enough to be a word")
    }
  }
}

extension RunReport {
  mutating func add(_ discovery: WordDiscovery.Result) {
    words = discovery.summary.words
    distinctWords = discovery.summary.distinctWords
    granularity = discovery.summary.granularity
    sampledAtoms = discovery.summary.sampledAtoms
    bitsPerCharacterBefore = discovery.summary.bitsPerAtomBefore
    bitsPerCharacterAfter = discovery.summary.bitsPerAtomAfter
  }
}
