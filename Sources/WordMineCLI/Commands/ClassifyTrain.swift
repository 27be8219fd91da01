import ArgumentParser
import CPlatform
import WordMine
import WordMineBase
import WordMineModels
import WordMineText

/// `wordmine classify train`
struct ClassifyTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns labels from a TSV or JSON Lines.",
    discussion: """
      With --test, the labels of other texts are told and compared with theirs. Columns: label (* for \
      all), documents, predicted, right, precision, recall.

        wordmine classify train texts.tsv --label kind --column text -m kinds.model
      """)

  @Option(help: "The column or key that holds the label.")
  var label: String

  @OptionGroup var classifier: ClassifierOptions

  @Option(help: "A file like the input, to measure with; repeat for more.", completion: .file())
  var test: [String] = []

  @Option(help: "What texts are judged by: characters or words.")
  var features = FeatureKind.characters

  @Option(help: "The most characters that are taken together.")
  var longest = 2

  @Option(help: "Leave out what occurs in fewer texts.")
  var minDocuments = 2

  @Option(help: "C: a smaller one keeps weights smaller (L2).")
  var inversePenalty = 1.0

  @Option(help: "Penalize |w| by this much, in place of w²: most weights become zero (L1).")
  var absolutePenalty: Double?

  @Option(
    help: """
      λ: learn through an information bottleneck, which charges this much for each nat that is taken \
      from a character or word.
      """)
  var bottleneck: Double?

  @Option(help: "How often the bottleneck sees all texts.")
  var epochs = 10

  @Option(name: [.short, .long], help: "The file for what --test finds.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    guard (1...8).contains(longest) else {
      throw ValidationError("--longest is \(longest); it can be 1 to 8")
    }
    guard minDocuments >= 1, epochs >= 1 else {
      throw ValidationError("--min-documents and --epochs must be at least 1")
    }
    let penalties = [inversePenalty, absolutePenalty ?? 1, bottleneck ?? 1]
    guard penalties.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError(
        "--inverse-penalty, --absolute-penalty and --bottleneck must be above 0")
    }
    guard bottleneck == nil || absolutePenalty == nil else {
      throw ValidationError("--absolute-penalty is not for a --bottleneck")
    }
    guard input.text.column != nil else {
      throw ValidationError("name the column or key of the text with --column")
    }
  }

  func run() throws {
    wm_keep_large_arrays()
    var report = RunReport("classify train")
    let progress = Progress(isQuiet: resources.quiet)
    let documents = DocumentReader(
      features: kind, segmenter: try classifier.segmenter(kind), isLabelled: true)
    try OutputFile.requireDifferent([classifier.model, output ?? "-", resources.report])
    var reader = try reader(try input.inputs())
    let sink = try OutputFile.open(classifier.model)
    let samples = try read(documents, &reader, progress)
    report.add(reader)
    try requireLabels(samples, reader.inputs[0].name)
    let tests = try test.isEmpty ? nil : readTests(documents, progress)
    progress.stage("learning")
    let learnt = try ClassifierTraining(configuration).train(
      samples, workers: Workers(threads: resources.threads))
    progress.end()
    guard learnt.vocabulary.count > 0 else {
      throw InputError(
        .mismatch("no feature occurs in \(minDocuments) texts; see --min-documents"),
        at: SourcePosition(source: reader.inputs[0].name))
    }
    try ModelFile.write(learnt.archive, to: sink)
    if let tests {
      let table = ClassifierScoreTable(learnt, tests)
      try table.write(as: .chosen(format, for: output), to: try OutputFile.open(output))
      if !resources.quiet { Terminal.say("wordmine: " + table.summary) }
    }
    report.entries = learnt.vocabulary.count
    try report.finish(resources)
  }

  private var kind: TextFeatures {
    features == .words ? .words : .characters(longest: longest)
  }

  private var configuration: ClassifierTraining.Configuration {
    var configuration = ClassifierTraining.Configuration()
    configuration.features = kind
    configuration.minimumDocuments = minDocuments
    configuration.inversePenalty = inversePenalty
    configuration.absolutePenalty = absolutePenalty ?? 0
    configuration.bottleneck = bottleneck
    configuration.epochs = epochs
    configuration.seed = resources.seed
    return configuration
  }

  private func reader(_ inputs: [CorpusInput]) throws -> CorpusReader {
    var configuration = try input.configuration(threads: resources.threads)
    configuration.label = Column(label)
    return CorpusReader(inputs, configuration)
  }

  private func readTests(
    _ documents: DocumentReader, _ progress: Progress
  ) throws -> DocumentBlock {
    var reader = try reader(test.map { $0 == "-" ? .standardInput : .file($0) })
    return try read(documents, &reader, progress)
  }

  /// What learning takes, in bytes, for each byte of documents in memory.
  private static let memoryFactor = 16

  private func read(
    _ documents: DocumentReader, _ reader: inout CorpusReader, _ progress: Progress
  ) throws -> DocumentBlock {
    let memory = try resources.memoryLimit(atLeast: 64 << 20)
    var all = DocumentBlock()
    try documents.read(&reader, progress) { block in
      all.append(block)
      guard Self.memoryFactor * all.memory <= memory else {
        throw UsageError(
          "--memory \(memory >> 20)M is enough for about \(all.count) of these texts, and there are "
            + "more; allow more memory, or give fewer texts")
      }
    }
    return all
  }

  private func requireLabels(_ samples: DocumentBlock, _ source: String) throws(InputError) {
    let labels = Set(samples.labels)
    let unlabelled = samples.labels.count { $0.isEmpty }
    guard unlabelled == 0 else {
      throw InputError(
        .mismatch(
          "\(unlabelled) of \(samples.count) texts have no label; take them out, or label them"),
        at: SourcePosition(source: source))
    }
    guard labels.count < 2 else { return }
    let what =
      labels.first.map { "all \(samples.count) texts have the label \"\($0)\"" }
      ?? "there are no texts"
    throw InputError(
      .mismatch("\(what); it takes two labels to learn from"),
      at: SourcePosition(source: source))
  }
}

/// What texts are judged by.
enum FeatureKind: String, ExpressibleByArgument {
  case characters
  case words
}
