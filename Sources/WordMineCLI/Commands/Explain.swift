import ArgumentParser
import WordMine
import WordMineText

/// `wordmine explain`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says why strings are words, or are not.",
    discussion: """
      Of each word: how often it occurs; how firmly it holds together at each place (mutual \
      information); what stands before and after it; what the text saves when it is a unit; what the \
      segmentation does with it; and some lines that it stands in. Information is in bits.

        wordmine explain 春茶 茶园 tea.txt
        wordmine explain 春茶 --model tea.model

      With files, their text is asked, segmented with the model, or by what --method fast finds in \
      them. With a model alone, it says what it holds. An argument is a file if there is one of that \
      name, or if it has a dot or a slash; - is standard input.
      """)

  @Argument(help: "Words, and text files, plain or compressed.", completion: .file())
  var arguments: [String] = []

  @Option(help: "A word, whatever it looks like; repeat for more.")
  var word: [String] = []

  @Option(help: "A model that `wordmine discover` made.", completion: .file())
  var model: String?

  @OptionGroup var list: FileList

  @Option(help: "The lines that are shown of each word.")
  var contexts = 3

  @Option(help: "How many neighbours are named.")
  var neighbours = 5

  @Option(help: "text, to read, or jsonl.")
  var format = ExplanationFormat.text

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "Fold the script: as-is, simplified, traditional; by default as the model does.")
  var script: Script?

  @OptionGroup var text: TextOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard (0...1000).contains(contexts), (0...1000).contains(neighbours) else {
      throw ValidationError("--contexts and --neighbours can be 0 to 1000")
    }
  }

  func run() throws {
    var report = RunReport("explain")
    let asked = word + arguments.filter { !Self.isFile($0) }
    let files = try files()
    guard !asked.isEmpty else {
      throw UsageError("no word; name one: wordmine explain 春茶 corpus.txt")
    }
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw UsageError("standard input can be read only once")
    }
    let model = try self.model.map { try SegmentationModelFormat.read(try InputFile.open($0)) }
    if let model, let script, model.script != script {
      throw UsageError(
        "--script is \(script.rawValue), but the model was made with \(model.script.rawValue)")
    }
    let sink = try OutputFile.open(output)
    let known: Int
    if files.isEmpty, let model {
      let explanations = try model.explain(asked, limit: neighbours)
      try explanations.write(to: sink, as: format)
      known = explanations.count { $0.isKnown }
      report.inputs = [self.model!]
    } else {
      let explanations = try explain(asked, files.isEmpty ? ["-"] : files, model, &report)
      try explanations.write(to: sink, as: format)
      known = explanations.count { $0.isKnown }
    }
    try sink.close()
    if known == 0 { throw nothingKnown(report.inputs) }
    report.entries = known
    try report.finish(resources)
  }

  private static func isFile(_ argument: String) -> Bool {
    argument == "-" || argument.contains { $0 == "." || $0 == "/" }
      || (try? ByteSource(path: argument).name) != nil
  }

  private func files() throws -> [String] {
    let names = try list.names(after: arguments.filter(Self.isFile))
    if names.isEmpty, model == nil, Terminal.isInputTerminal {
      throw UsageError("no text; name a file or a --model, or pipe a text in")
    }
    return names
  }

  private static let minimumMemory = 64 << 20

  private func explain(
    _ words: [String], _ files: [String], _ model: SegmentationModel?, _ report: inout RunReport
  ) throws -> [WordExplanation] {
    let progress = Progress(isQuiet: resources.quiet)
    let memory = try resources.memoryLimit(atLeast: Self.minimumMemory)
    var configuration = WordExplainer.Configuration()
    configuration.script = model?.script ?? script ?? .asIs
    configuration.contexts = contexts
    configuration.named = neighbours
    configuration.memory = memory / 8
    configuration.directory = resources.temporaryDirectory
    var explainer = WordExplainer(configuration)
    var reader = CorpusReader(
      files.map { $0 == "-" ? .standardInput : .file($0) },
      try text.configuration(threads: resources.threads))
    var marks = WordMarks()
    let segmenter = model.map(ModelSegmenter.init)
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = segmenter != nil
    // What discovery needs for each unit, or reading and looking up.
    let unit = segmenter == nil ? 36 : 12
    func consume(_ block: TextBlock, _ atoms: TokenizedBlock, _ words: [Range<Int32>]?) throws {
      try explainer.add(block, atoms)
      if let words { marks.append(words, of: atoms) }
      guard Self.minimumMemory / 2 + unit * explainer.text.units.count <= memory else {
        throw UsageError("--memory \(memory >> 20)M is not enough for this text; allow more")
      }
    }
    try reader.readAtoms(
      tokenizer, progress: progress.update,
      transform: { _, atoms in (atoms, segmenter?.words(atoms)) },
      consume: { try consume($0, $1.0, $1.1) })
    progress.stage("explaining")
    defer { progress.end() }
    report.add(reader)
    if segmenter != nil {
      return try explainer.explain(
        words, beginsWord: marks.beginsWord, workers: Workers(threads: resources.threads))
    }
    var discovery = WordDiscovery.Configuration()
    discovery.method = .fast
    discovery.script = configuration.script
    (discovery.findsPhrases, discovery.makesModel) = (false, false)
    let segmentation = try WordDiscovery(discovery).run(
      on: explainer.text, workers: resources.workers(progress)
    ).segmentation
    if !resources.quiet {
      Terminal.say("wordmine: no --model: the text is segmented by what --method fast finds in it")
    }
    let begins = try segmentation.marks()
    return try explainer.explain(
      words, beginsWord: { begins[$0] }, workers: Workers(threads: resources.threads))
  }

  private func nothingKnown(_ inputs: [String]) -> InputError {
    let what =
      inputs == [model]
      ? "the model holds none of the words; ask for parts of them, or name the text too"
      : "none of the words occurs; a word is in one clause, without blanks or punctuation: try parts "
        + "of it, or --script"
    return InputError(.mismatch(what), at: SourcePosition(source: inputs.first ?? "<stdin>"))
  }
}

extension ExplanationFormat: ExpressibleByArgument {}
