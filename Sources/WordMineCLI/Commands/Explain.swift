import ArgumentParser
import WordMine
import WordMineText

/// `wordmine explain`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains why strings are words, or are not.",
    discussion: """
      For each word: how often it occurs; how firmly it holds together at each place (mutual \
      information); what stands before and after it; what the text saves when it is one unit; what the \
      segmentation does with it; and some lines that it is in. Information is in bits.

        wordmine explain 春茶 茶园 tea.txt
        wordmine explain 春茶 --model tea.model

      Given files, it looks at their text, segmented with the model, or by what --method fast finds in \
      them. Given a model alone, it shows what the model holds. An argument is a file if there is one of \
      that name, or if it has a dot or a slash; - is standard input.
      """)

  @Argument(help: "Words, and text files, plain or compressed.", completion: .file())
  var arguments: [String] = []

  @Option(help: "A word, whatever it looks like; repeat for more.")
  var word: [String] = []

  @Option(help: "A model of `wordmine discover --save-model`.", completion: .file())
  var model: String?

  @Option(
    help: """
      A dictionary that the text is cut by, as by `wordmine --dictionary`: also says what each word is \
      ranked by as a new term. Repeat for more.
      """, completion: .file())
  var dictionary: [String] = []

  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var list: FileList

  @Option(help: "The lines that are shown of each word.")
  var contexts = 3

  @Option(help: "The neighbours that are shown of each word.")
  var neighbours = 5

  @Option(help: "Fold the script: as-is, simplified, traditional; by default like the model.")
  var script: Script?

  @OptionGroup var output: OutputOptions<ExplanationFormat>
  @OptionGroup var text: TextOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require("--contexts", contexts, in: 0...1000)
    try require("--neighbours", neighbours, in: 0...1000)
    try require(
      model == nil || dictionary.isEmpty, "give either --model or --dictionary: both cut the text")
  }

  func run() throws {
    try Session.run("explain", resources) { session in
      let asked = word + arguments.filter { !Self.isFile($0) }
      let files = try files()
      try requireOneStandardInput(
        (files.isEmpty ? ["-"] : files) + [list.filesFrom, model] + dictionary)
      guard !asked.isEmpty else {
        throw UsageError("no word; name one: wordmine explain 春茶 corpus.txt")
      }
      let corpus = try text.corpus(files.isEmpty ? ["-"] : files, session)
      let model = try self.model.map { try InputFile.segmentationModel($0) }
      if let model, let script, model.script != script {
        throw UsageError(
          "--script is \(script.rawValue), but the model was made with \(model.script.rawValue)")
      }
      let sink = try session.open(output.file)
      let known: Int
      if files.isEmpty, let model {
        known = try write(model.explain(asked, limit: neighbours), to: sink)
        session.report.inputs = [self.model!]
      } else {
        known = try write(try explain(asked, corpus, model, session), to: sink)
      }
      if known == 0 {
        try sink.close()
        throw nothingKnown(session.report.inputs)
      }
      session.report["entries"] = known
    }
  }

  /// - Returns: How many are known.
  private func write(_ explanations: [some Explanation], to sink: ByteSink) throws -> Int {
    try explanations.write(to: sink, as: output.format)
    return explanations.count(where: \.isKnown)
  }

  private static func isFile(_ argument: String) -> Bool {
    argument == "-" || argument.contains { $0 == "." || $0 == "/" }
      || (try? ByteSource.check(path: argument)) != nil
  }

  private func files() throws -> [String] {
    let names = try list.names(after: arguments.filter(Self.isFile))
    if names.isEmpty, model == nil, Terminal.isInputTerminal {
      throw UsageError("no text; name a file or a --model, or pipe a text in")
    }
    return names
  }

  private func explain(
    _ words: [String], _ corpus: Corpus, _ model: SegmentationModel?, _ session: Session
  ) throws -> [WordExplanation] {
    let memory = try session.memory()
    var configuration = WordExplainer.Configuration()
    configuration.script = model?.script ?? script ?? .asIs
    configuration.contexts = contexts
    configuration.named = neighbours
    configuration.memory = memory.explainedText
    configuration.directory = memory.directory
    var explainer = WordExplainer(configuration)
    let marks = try read(corpus, into: &explainer, model.map { Segmenter($0) }, memory, session)
    try session.stage("explaining")
    if let marks {
      return try explainer.explain(
        words, beginsWord: marks.beginsWord, workers: session.workers)
    }
    let discovered = try discover(explainer.text, configuration.script, session)
    let begins = try discovered.segmentation.marks()
    var explanations = try explainer.explain(
      words, beginsWord: { begins[$0] }, workers: session.workers)
    var terms: [String: WordExplanation.Term] = [:]
    for word in discovered {
      terms[word.folded] = word.termhood.map { .init(termhood: $0, count: word.count) }
    }
    for index in explanations.indices { explanations[index].term = terms[explanations[index].text] }
    return explanations
  }

  /// The words of the text, by the dictionary if there is one.
  private func discover(
    _ text: AtomText, _ script: Script, _ session: Session
  ) throws -> WordDiscovery.Result {
    var discovery = WordDiscovery.Configuration()
    discovery.method = .fast
    discovery.script = script
    (discovery.findsPhrases, discovery.makesModel) = (!dictionary.isEmpty, false)
    var prior = LoadedPrior()
    if dictionary.isEmpty {
      session.say("no --model: the text is segmented by what --method fast finds in it")
    } else {
      prior.lexicon = try dictionaries.lexicon(dictionary)
    }
    let result = try WordDiscovery(discovery).discover(
      inMemory: text, after: prior, workers: session.workers)
    if let guidance = result.summary.guidance, !guidance.isUsed { session.note(guidance.refusal) }
    return result
  }

  /// - Returns: Where words begin, if there is a segmenter.
  private func read(
    _ corpus: Corpus, into explainer: inout WordExplainer, _ segmenter: Segmenter?,
    _ memory: MemoryPlan, _ session: Session
  ) throws -> WordMarks? {
    var reader = CorpusReader(
      corpus.inputs, corpus.readerConfiguration(workers: session.workers))
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = segmenter != nil
    var marks = WordMarks()
    try reader.readAtoms(
      tokenizer, transform: { block, atoms in (atoms, segmenter?.words(block.bytes.span, atoms)) },
      consume: { block, result in
        try explainer.add(block, result.0)
        if let words = result.1 { marks.append(words, of: result.0) }
        try memory.checkExplained(
          units: explainer.text.units.count, isSegmented: segmenter != nil)
      })
    session.report.add(corpus, reader.summary)
    return segmenter == nil ? nil : marks
  }

  private func nothingKnown(_ inputs: [String]) -> InputError {
    let what =
      inputs == [model]
      ? "the model has none of the words; ask for parts of them, or name the text too"
      : "none of the words occurs; a word is in one clause, without blanks or punctuation: try parts "
        + "of it, or --script"
    return InputError(.mismatch(what), at: SourcePosition(source: inputs.first ?? "<stdin>"))
  }
}

extension ExplanationFormat: OutputFormat {
  static var standard: ExplanationFormat { .text }

  static var suffixes: [FileSuffix<ExplanationFormat>] {
    [FileSuffix(".txt", .text), FileSuffix(".jsonl", .jsonl), FileSuffix(".ndjson", .jsonl)]
  }
}
