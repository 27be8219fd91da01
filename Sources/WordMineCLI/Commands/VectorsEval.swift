import ArgumentParser
import WordMineModels
import WordMineNumerics
import WordMineText

/// `wordmine vectors eval`
struct VectorsEval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluates how well the nearest texts predict the label of a text.",
    discussion: """
      The vector of a text is the weighted mean of those of its words. One text in ten is looked up \
      among the others, by vectors as they are, whitened, and mapped by a flow; both are learned from the \
      others:

        wordmine vectors eval -v corpus.vectors --label kind --column text texts.tsv
        wordmine vectors eval --rows bert.npy --label kind --column text texts.tsv

      Columns: vectors, dimensions, accuracy (of a vote of the nearest texts), precision (the share of \
      the nearest texts that have the label). Raw text is cut into the words of the vectors, unless there \
      is a --word-model.
      """)

  @Option(
    name: .shortAndLong,
    help: "The vectors of words: word2vec text, or .npy with a file .words beside it.",
    completion: .file())
  var vectors: String?

  @Option(
    help: "The vectors of the texts themselves, one row per text: a .npy of another program.",
    completion: .file())
  var rows: String?

  @Option(help: "The column or key that holds the label.")
  var label: String

  @Option(help: "Look up one text in so many.")
  var every = 10

  @Option(help: "How many of the nearest texts vote.")
  var neighbours = 10

  @Option(
    help: "Whiten to this many dimensions; repeat for more. By default to all, and to half.")
  var whiten: [Int] = []

  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var words: WordOptions

  func validate() throws {
    try words.requireOneStandardInput(besides: [vectors, rows])
    try require(
      (vectors == nil) != (rows == nil), "give either --vectors of words or --rows of texts")
    try require("--every", every, atLeast: 2)
    try require("--neighbours", neighbours, atLeast: 1)
    for dimensions in whiten { try require("--whiten", dimensions, atLeast: 1) }
    try words.input.text.requireColumn()
  }

  func run() throws {
    try Session.run("vectors eval", words.resources) { session in
      session.warnWithoutOpenBLAS()
      let known = try vectors.map { try VectorsFile.read($0) }
      let given = try rows.map { try NumpyFormat.read(try ByteSource.named($0)) }
      var writer = try output.open(Self.table, session)
      let documents = try words.documents(
        segmenter: known?.vocabulary.segmenter ?? Self.noWords, label: label, session)
      try session.stage("comparing")
      try check(given, count: documents.count, session.report.source)
      let texts = try given ?? vectorsOfTexts(known!, documents, session.report.source)
      let rows = try VectorComparison(configuration).rows(
        texts, labels: documents.labels, workers: session.workers)
      for row in rows { try writer.write(row) }
      session.report["entries"] = documents.count
    }
  }

  /// Where texts have vectors of their own, it does not matter how they are cut.
  private static let noWords = VectorVocabulary(counting: DocumentBlock()).segmenter

  private var configuration: VectorComparison.Configuration {
    var configuration = VectorComparison.Configuration()
    (configuration.every, configuration.neighbours) = (every, neighbours)
    if !whiten.isEmpty { configuration.whitened = whiten }
    configuration.flow.seed = words.resources.seed
    return configuration
  }

  private func check(_ given: Matrix<Float>?, count: Int, _ source: String) throws(InputError) {
    guard count > every else {
      throw InputError(
        .mismatch("\(count) texts, and it takes more than \(every); see --every"),
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

  private static let table = Table<VectorComparison.Row>([
    .text("vectors", { $0.name }),
    .integer("dimensions", { $0.dimensions }),
    .number("accuracy", { $0.vote.accuracy }),
    .number("precision", { $0.vote.precision }),
  ])
}
