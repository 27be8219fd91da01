import ArgumentParser
import WordMine
import WordMineLexicon
import WordMineText

/// `wordmine terms`
struct Terms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Lists the terms of a corpus that are rarer in general language.",
    discussion: """
      Words and phrases of the corpus, as `wordmine` finds them, weighed by how much rarer they are in a \
      reference: a text, a counts file of `wordmine count`, or a dictionary with counts.

        wordmine terms statutes.txt --against newspaper.txt > terms.tsv
        wordmine terms statutes.txt --against general.counts --dictionary jieba.txt

      Columns: word, score, count (uses), raw_count (occurrences), reference (occurrences there), \
      target_ppm and reference_ppm (per million), kind (word, phrase), parts (the words that it is made \
      of, with a dictionary).
      """)

  @Option(
    help: "Text, counts or a dictionary with counts of general language.", completion: .file())
  var against: String

  @Option(
    help: "What --against is: text, counts or dictionary; by default detected by its beginning.")
  var referenceFormat: ContrastInputFormat?

  @Option(
    help: """
      A dictionary that the corpus is cut by, with what it teaches beyond it; only new words are listed. \
      Repeat for more.
      """, completion: .file())
  var dictionary: [String] = []

  @Option(
    help: "A dictionary of any format: only leave out its words; repeat for more.",
    completion: .file())
  var known: [String] = []

  @Option(help: "Leave out words that are used less often.")
  var minCount = 5

  @Option(help: "Fold the script before counting: as-is, simplified, traditional.")
  var script = Script.asIs

  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var limit: LimitOption
  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require("--min-count", minCount, atLeast: 1)
    try require(
      referenceFormat?.isList != true, "--reference-format is text, counts or dictionary")
    try input.requireOneStandardInput(besides: known + dictionary + [against])
  }

  func run() throws {
    try Session.run("terms", resources) { session in
      let memory = try session.memory(atLeast: NGramCounter.minimumMemory)
      let known = try dictionaries.known(known, script: script, session)
      let lexicon = dictionary.isEmpty ? nil : try dictionaries.lexicon(dictionary)
      try session.reads([against])
      let reference = try ContrastInput(
        against, as: referenceFormat, hasColumn: false, memory)
      try reference.requireWords()
      let sink = try session.open(output.file)
      let corpus = try input.corpus(session)
      let words = try WordDiscovery(configuration(memory)).run(
        on: corpus, after: Prior(lexicon: lexicon), workers: session.workers)
      session.report.add(corpus, words.reading)
      try session.stage("comparing")
      var keyness = TermKeyness()
      (keyness.script, keyness.memory) = (script, memory.limit)
      let terms = try keyness.run(
        words, against: reference.reference(script: script, dictionaries, memory, session),
        workers: session.workers)
      let new = terms.filter { !(known?.contains($0.word.folded) ?? false) }
      let listed = Array(new.prefix(limit.limit))
      try terms.table.write(listed, to: sink, as: output.format)
      explainLittle(words, terms, listed: new.count, session)
      if reference.format == .dictionary, dictionary.isEmpty {
        session.note(
          "a dictionary says nothing of strings that it does not have; name it as --dictionary too, to leave "
            + "out what its words make up")
      }
      session.report["entries"] = listed.count
    }
  }

  private func configuration(_ memory: MemoryPlan) -> WordDiscovery.Configuration {
    var configuration = WordDiscovery.Configuration()
    configuration.seed = resources.seed
    configuration.script = script
    configuration.minimumCount = minCount
    configuration.makesModel = false
    (configuration.memory, configuration.temporaryDirectory) = (memory.limit, memory.directory)
    configuration.isMemoryAutomatic = resources.memory == nil
    return configuration
  }

  private func explainLittle(
    _ words: WordDiscovery.Result, _ terms: KeyTerms, listed: Int, _ session: Session
  ) {
    if let guidance = words.summary.guidance, !guidance.isUsed { session.note(guidance.refusal) }
    if words.isEmpty {
      session.note("the text has no word that is used \(minCount) times; see --min-count")
    } else if terms.referenceTotal == 0 {
      session.note("the reference is empty: nothing tells terms from general words")
    } else if terms.isEmpty {
      session.note(
        "of \(Figure.grouped(words.count)) words, none is more frequent here than in the reference")
    } else if listed == 0 {
      session.note("all terms are known")
    }
  }
}
