import ArgumentParser
import CPlatform
import WordMine
import WordMineModels
import WordMineText

/// `wordmine classify train`
struct ClassifyTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns labels from a TSV or JSON Lines.",
    discussion: """
      With --test, the labels of other texts are predicted and compared with the true ones. Columns: \
      label (* for all), documents, predicted, right, precision, recall.

        wordmine classify train texts.tsv --label kind --column text \\
          --save-model kinds.model
      """)

  @Option(help: "The column or key that holds the label.")
  var label: String

  @Option(help: "The file for the classifier.", completion: .file())
  var saveModel: String

  @OptionGroup var words: ClassifierWordOptions

  @Option(help: "A file like the input, to test with; repeat for more.", completion: .file())
  var test: [String] = []

  @Option(help: "The features of texts: characters or words.")
  var features = FeatureKind.characters

  @Option(help: "The most characters of a feature.")
  var longest = 2

  @Option(help: "Leave out features that occur in fewer texts.")
  var minDocuments = 2

  @Option(help: "The inverse strength C of the L2 penalty: smaller values keep weights smaller.")
  var inversePenalty = 1.0

  @Option(help: "Use an L1 penalty of this strength instead: most weights become zero.")
  var absolutePenalty: Double?

  @Option(
    help: """
      Learn through an information bottleneck that charges this much (λ) per nat taken from a feature.
      """)
  var bottleneck: Double?

  @Option(help: "How often the bottleneck sees all texts.")
  var epochs = 10

  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try input.requireOneStandardInput(besides: test + [words.wordModel])
    try require("--longest", longest, in: 1...8)
    try require("--min-documents", minDocuments, atLeast: 1)
    try require("--epochs", epochs, atLeast: 1)
    try require(positive: "--inverse-penalty", inversePenalty)
    try require(positive: "--absolute-penalty", absolutePenalty)
    try require(positive: "--bottleneck", bottleneck)
    try require(
      bottleneck == nil || absolutePenalty == nil, "--absolute-penalty is not for a --bottleneck")
    try input.text.requireColumn()
  }

  func run() throws {
    wm_keep_large_arrays()
    try Session.run("classify train", resources) { session in
      if bottleneck != nil { session.warnWithoutOpenBLAS() }
      let model = try session.open(saveModel)
      let output = try test.isEmpty ? nil : session.open(self.output.file)
      let corpus = try input.corpus(session)
      let (samples, summary) = try read(corpus, session)
      session.report.add(corpus, summary)
      try requireLabels(samples, session.report.source)
      let tests = try output.map { _ in
        try read(try input.text.corpus(test, session), session).documents
      }
      try session.stage("learning")
      var configuration = configuration
      configuration.memory = try session.memory().limit
      let learned = try ClassifierTraining(configuration).train(
        samples, workers: session.workers)
      guard learned.vocabulary.count > 0 else {
        throw InputError(
          .mismatch("no feature occurs in \(minDocuments) texts; see --min-documents"),
          at: SourcePosition(source: session.report.source))
      }
      try model.write(learned.archive.bytes)
      if let tests, let output {
        let table = try ClassifierScoreTable(learned, tests)
        try table.write(as: self.output.format, to: output)
        session.note(table.summary)
      }
      session.report["entries"] = learned.vocabulary.count
    }
  }

  private var textFeatures: TextFeatures {
    features == .words ? .words : .characters(longest: longest)
  }

  private var configuration: ClassifierTraining.Configuration {
    var configuration = ClassifierTraining.Configuration()
    configuration.features = textFeatures
    configuration.minimumDocuments = minDocuments
    configuration.inversePenalty = inversePenalty
    configuration.absolutePenalty = absolutePenalty ?? 0
    configuration.bottleneck = bottleneck
    configuration.epochs = epochs
    configuration.seed = resources.seed
    return configuration
  }

  private func read(
    _ corpus: Corpus, _ session: Session
  ) throws -> (documents: DocumentBlock, summary: CorpusReader.Summary) {
    let memory = try session.memory()
    var all = DocumentBlock()
    let summary = try words.read(corpus, textFeatures, label: label, session) { block in
      all.append(block)
      try memory.checkDocuments(
        all.memory, for: .classifier, enoughFor: "about \(all.count) of these texts")
    }
    return (all, summary)
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
      .mismatch("\(what); learning takes at least two labels"),
      at: SourcePosition(source: source))
  }
}

/// The features of texts.
enum FeatureKind: String, ExpressibleByArgument {
  case characters
  case words
}
