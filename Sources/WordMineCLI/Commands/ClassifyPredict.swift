import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine classify predict`
struct ClassifyPredict: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Tells the labels of texts, one a line.",
    discussion: """
      Columns: label, probability; with --all also the probability of every label. Texts come from \
      lines, or from a column of a TSV or a key of JSON Lines, whose blank lines are left out.

        wordmine classify predict -m kinds.model new.txt
        wordmine classify predict -m kinds.model --column text --all new.tsv
      """)

  @OptionGroup var classifier: ClassifierOptions

  @Flag(help: "Write the probabilities of all labels.")
  var all = false

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    var report = RunReport("classify predict")
    let progress = Progress(isQuiet: resources.quiet)
    let model = try self.classifier.classifier()
    let documents = DocumentReader(
      features: model.features, segmenter: try classifier.segmenter(model.features))
    var configuration = try input.configuration(threads: resources.threads)
    configuration.keepsLines = true
    var reader = CorpusReader(try input.inputs(), configuration)
    let sink = try OutputFile.open(output)
    let table = PredictionTable(
      model.labels, format: .chosen(format, for: output), writesAll: all)
    if let header = table.header { try sink.write(header + "\n") }
    var (count, unknown) = (0, 0)
    try documents.read(&reader, progress) { block in
      for prediction in model.predict(block) {
        try sink.write(try table.line(prediction) + "\n")
        if prediction.knownFeatures == 0 { unknown += 1 }
      }
      count += block.count
    }
    try sink.close()
    if unknown > 0, !resources.quiet {
      Terminal.say(
        "wordmine: texts of which the model knows nothing: \(Figure.grouped(unknown)); their labels "
          + "are guessed by how frequent labels are")
    }
    report.add(reader)
    report.entries = count
    try report.finish(resources)
  }
}

/// Writes predictions.
struct PredictionTable {
  private let labels: [String]
  private let format: TableFormat
  private let writesAll: Bool

  init(_ labels: [String], format: TableFormat, writesAll: Bool) {
    (self.labels, self.format, self.writesAll) = (labels, format, writesAll)
  }

  var header: String? {
    guard format == .tsv else { return nil }
    return (["label", "probability"] + (writesAll ? labels : [])).joined(separator: "\t")
  }

  func line(_ prediction: TextClassifier.Prediction) throws -> String {
    let shares = prediction.probabilities.map(\.shortText)
    let (label, share) = (labels[prediction.label], shares[prediction.label])
    if format == .tsv {
      return ([label, share] + (writesAll ? shares : [])).joined(separator: "\t")
    }
    let numbers = shares.map { Double($0) ?? 0 }
    return try JSONText.line(
      Record(
        label: label, probability: numbers[prediction.label],
        probabilities: writesAll ? Dictionary(uniqueKeysWithValues: zip(labels, numbers)) : nil))
  }

  private struct Record: Encodable {
    var label: String
    var probability: Double
    var probabilities: [String: Double]?
  }
}
