import ArgumentParser
import WordMineBase
import WordMineModels
import WordMineNumerics
import WordMineText

/// `wordmine vectors eval`
struct VectorsEval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measures how well the nearest texts tell the label of a text.",
    discussion: """
      Texts are the weighted means of their words. Each tenth is asked for among the others, by vectors \
      as they are, whitened, and mapped by a flow; both are learnt from the others:

        wordmine vectors eval -v corpus.vectors --label kind --column text texts.tsv
        wordmine vectors eval --rows bert.npy --label kind --column text texts.tsv

      Columns: vectors, dimensions, accuracy (the nearest ones vote), precision (the share of the nearest \
      ones that have the label). Raw text is cut into the words of the vectors, unless there is a \
      --word-model.
      """)

  @Option(
    name: [.short, .long],
    help: "The vectors of words: the text of word2vec, or .npy with a file .words beside it.",
    completion: .file())
  var vectors: String?

  @Option(
    help: "The vectors of the texts themselves, a row a text: a .npy of another program.",
    completion: .file())
  var rows: String?

  @Option(help: "The column or key that holds the label.")
  var label: String

  @Option(help: "Every so many texts, one is asked for.")
  var every = 10

  @Option(help: "How many of the nearest texts vote.")
  var neighbours = 10

  @Option(help: "Whiten to so many dimensions; repeat for more. By default to all, and to half.")
  var whiten: [Int] = []

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @OptionGroup var words: WordOptions

  func validate() throws {
    guard (vectors == nil) != (rows == nil) else {
      throw ValidationError("give either --vectors of words or --rows of texts")
    }
    guard every >= 2, neighbours >= 1, whiten.allSatisfy({ $0 >= 1 }) else {
      throw ValidationError(
        "--every must be at least 2, --neighbours and --whiten at least 1")
    }
    guard words.input.text.column != nil else {
      throw ValidationError("name the column or key of the text with --column")
    }
  }

  /// What measuring takes, in bytes, for each byte of lines in memory.
  private static let memoryFactor = 40

  func run() throws {
    var report = RunReport("vectors eval")
    let progress = Progress(isQuiet: words.resources.quiet)
    let known = try vectors.map { try VectorsFile.read($0) }
    let given = try rows.map { try NumpyFormat.read(try InputFile.open($0)) }
    let lines = try words.lines(
      .init(segmenter: known?.vocabulary.segmenter ?? Self.noWords, label: label),
      keeping: .labels, memoryFactor: Self.memoryFactor, &report, progress)
    progress.stage("comparing")
    let labels = lines.documents.labels
    try require(given, count: labels.count, report.inputs.first ?? "<stdin>")
    let texts = try given ?? vectorsOfTexts(known!, lines.documents, report.inputs[0])
    let table = try VectorComparison(configuration).rows(
      texts, labels: labels, workers: Workers(threads: words.resources.threads))
    progress.end()
    try write(table, to: try OutputFile.open(output))
    report.entries = labels.count
    try report.finish(words.resources)
  }

  /// Where texts have vectors of their own, it does not matter how they are cut.
  private static let noWords = VectorVocabulary(counting: [:]).segmenter

  private var configuration: VectorComparison.Configuration {
    var configuration = VectorComparison.Configuration()
    (configuration.every, configuration.neighbours) = (every, neighbours)
    if !whiten.isEmpty { configuration.whitened = whiten }
    configuration.flow.seed = words.resources.seed
    return configuration
  }

  private func require(_ given: Matrix<Float>?, count: Int, _ source: String) throws {
    guard count > every else {
      throw InputError(
        .mismatch("\(count) texts; it takes more than \(every), see --every"),
        at: SourcePosition(source: source))
    }
    guard let given, given.rows != count else { return }
    throw InputError(
      .mismatch("\(given.rows) vectors, and there are \(count) texts"),
      at: SourcePosition(source: rows ?? "<stdin>"))
  }

  private func vectorsOfTexts(
    _ known: WordVectors, _ documents: DocumentBlock, _ source: String
  ) throws -> Matrix<Float> {
    let texts = EncodedDocuments(documents, vocabulary: known.vocabulary)
    guard !texts.tokens.isEmpty else {
      throw InputError(
        .mismatch("no word of the texts is in \(vectors ?? "the vectors")"),
        at: SourcePosition(source: source))
    }
    return try SentenceVectors(known, counts: texts.counts).vectors(texts)
  }

  private func write(_ table: [VectorComparison.Row], to sink: ByteSink) throws {
    let format = TableFormat.chosen(format, for: output)
    if format == .tsv { try sink.write("vectors\tdimensions\taccuracy\tprecision\n") }
    for row in table {
      let shares = [row.vote.accuracy, row.vote.precision].map(\.shortText)
      let fields = [row.name, String(row.dimensions)] + shares
      let line =
        format == .tsv
        ? fields.joined(separator: "\t")
        : try JSONText.line(
          Record(
            vectors: row.name, dimensions: row.dimensions, accuracy: Double(shares[0]) ?? 0,
            precision: Double(shares[1]) ?? 0))
      try sink.write(line + "\n")
    }
    try sink.close()
  }

  private struct Record: Encodable {
    var vectors: String
    var dimensions: Int
    var accuracy: Double
    var precision: Double
  }
}
