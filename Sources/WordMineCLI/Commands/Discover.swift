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
      All you need to begin with:

        cat corpus.txt | wordmine > words.tsv

      Columns: word, score, count (uses in the segmentation), raw_count (occurrences), contexts (an \
      estimate of the different words before it), cohesion, left_entropy, right_entropy, gain (what the \
      word saves in the whole text), kind (word, or phrase: words that often stand together, listed \
      after all words, greatest gain first). Information is in bits. Where --known or --dictionary guides, \
      words and phrases are one list, and two columns are added: termhood (how good a term it is) and \
      parts (the words that it is made of).

        wordmine discover --known jieba.txt --limit 100 shop.txt
      """)

  @OptionGroup var discovery: DiscoveryOptions

  @OptionGroup(title: "Options of --method pmi")
  var mutualInformation: MutualInformationOptions

  @Option(help: "Also write the segmented corpus to this file.", completion: .file())
  var segmentation: String?

  @Option(help: "Also write a model for `wordmine segment` to this file.", completion: .file())
  var saveModel: String?

  @Option(
    help: """
      Keep finished stages in this directory: a run that was killed continues from there when it is \
      started again in the same way. A corpus that fits in memory takes seconds, and is one stage.
      """, completion: .directory)
  var work: String?

  @OptionGroup var guide: GuideOptions
  @OptionGroup var prior: PriorOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try requireFormat(of: segmentation)
    try require(
      discovery.method == .mutualInformation || mutualInformation.isEmpty,
      "--min-cohesion, --pair-test, --order, --min-ngram-count and --redundancy-margin are for "
        + "--method pmi")
    if discovery.method == .mutualInformation {
      try require(
        saveModel == nil, "--save-model needs --method full or fast: a model holds what they learn")
      try require(prior.isEmpty, "--counts and --update need --method full or fast")
      try require(guide.isEmpty, "--dictionary needs --method full or fast")
    }
    try require(
      list.output.file?.hasSuffix(".model") != true || list.output.given != nil,
      "a .model is what --save-model writes; for a model of SentencePiece, say --format sentencepiece"
    )
    try require(
      !guide.demotions || list.output.format == .jieba, "--demotions is for --format jieba")
    if !guide.isEmpty {
      try require(
        prior.update == nil, "give either --dictionary or --update: both say how to cut the text")
    }
    try input.requireOneStandardInput(
      besides: list.known + guide.dictionary + prior.counts + [prior.update])
  }

  func run() throws {
    try Session.run("discover", resources) { session in
      let memory = try session.memory()
      let known = try list.dictionaries.known(
        list.known, script: discovery.script, session)
      var prior = prior.prior
      prior.lexicon = try guide.lexicon(list.dictionaries) ?? (mayGuide ? known : nil)
      let output = try session.open(list.output.file)
      let segmentation = try session.openIfGiven(segmentation)
      let model = try session.openIfGiven(saveModel, replacing: prior.model)
      let corpus = try input.corpus(session)
      let result = try WordDiscovery(configuration(memory, isGuided: prior.lexicon != nil)).run(
        on: corpus, after: prior, workers: session.workers)
      if let segmentation {
        try result.writeSegmentation(to: segmentation, workers: session.workers)
      }
      if let model, let learned = result.learnedModel {
        try SegmentationModelFormat.write(learned, to: model)
      }
      let entries = list.ranked.entries(listed(result), known: known) + demotions(result)
      try list.ranked.write(entries, areTerms: result.isGuided, to: output)
      session.report.add(corpus, result.reading)
      explainLittle(result, session)
      if let guidance = result.summary.guidance {
        guide.explain(guidance, words: known?.count ?? 0, session)
      }
      if let work, !result.remadeStages.isEmpty {
        session.note(
          "\(result.remadeStages.joined(separator: ", ")) in \(work) was damaged, or of another run, "
            + "and was made anew")
      }
      session.report.add(result.summary)
      session.report["entries"] = entries.count
    }
  }

  /// Whether known words teach how to cut the text where no dictionary does.
  private var mayGuide: Bool {
    discovery.method != .mutualInformation && guide.isEmpty && prior.update == nil
  }

  private func configuration(
    _ memory: MemoryPlan, isGuided: Bool
  ) -> WordDiscovery.Configuration {
    var configuration = discovery.configuration(memory, resources)
    configuration.mutualInformation = mutualInformation.configuration
    configuration.joinsNumbers = guide.numbers != .split
    configuration.findsPhrases =
      discovery.phrases
      ?? ((discovery.method == .full || isGuided) && list.output.format.holdsKinds)
    configuration.makesModel = saveModel != nil
    configuration.freezesModel = prior.freeze
    configuration.keepsText = segmentation != nil
    configuration.isMemoryAutomatic = resources.memory == nil
    configuration.workDirectory = work
    return configuration
  }

  /// The words to list: in a dictionary for jieba, only those that its own words do not explain.
  private func listed(_ result: WordDiscovery.Result) -> [DiscoveredWord] {
    guard result.isGuided, !guide.isEmpty, list.output.format == .jieba else { return result.words }
    return result.words.filter { $0.termhood?.isWorthAdding ?? false }
  }

  /// The entries of the dictionary that others make up, with the count 0.
  private func demotions(_ result: WordDiscovery.Result) -> [LexiconEntry] {
    guard guide.demotions, result.isGuided, let guidance = result.summary.guidance else {
      return []
    }
    return guidance.demotedEntries.map { LexiconEntry(word: $0, count: 0) }
  }

  /// Says why there may be little to see.
  private func explainLittle(_ result: WordDiscovery.Result, _ session: Session) {
    let (atoms, invalid) = (result.summary.atoms, session.report["invalid_bytes"] ?? 0)
    // More than one invalid byte for every twenty characters.
    if invalid * 20 > session.report["characters"] ?? 0 {
      session.note(
        "\(Figure.grouped(invalid)) bytes are invalid; if this is text, name its --encoding")
    }
    if atoms == 0 {
      session.note(
        "the text has no Chinese characters, letters or digits: there is nothing to learn from")
    } else if atoms < 1000 {
      session.note(
        "the text has \(atoms) atoms; below a few thousand, statistics are weak: take the list as a "
          + "hint, and add more text of this sort")
    } else if result.words.isEmpty {
      session.note("no two Chinese characters stand together often enough to be a word")
    }
  }
}

extension RunReport {
  mutating func add(_ summary: WordDiscovery.Summary) {
    self["words"] = summary.words
    self["distinct_words"] = summary.distinctWords
    self[number: "granularity"] = summary.granularity
    self["sampled_atoms"] = summary.sampledAtoms
    self[number: "bits_per_character_before"] = summary.bitsPerAtomBefore
    self[number: "bits_per_character_after"] = summary.bitsPerAtomAfter
  }
}
