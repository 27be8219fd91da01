import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine classify predict`
struct ClassifyPredict: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predicts the labels of texts, one per line.",
    discussion: """
      Columns: label, probability; with --all also the probability of every label. Texts come from \
      lines, or from a column of a TSV or a key of JSON Lines, whose blank lines are left out.

        wordmine classify predict --model kinds.model new.txt
        wordmine classify predict --model kinds.model --column text --all new.tsv
      """)

  @OptionGroup var classifier: ClassifierOptions

  @Flag(help: "Write the probabilities of all labels.")
  var all = false

  @OptionGroup var output: OutputOptions<TableFormat>
  @OptionGroup var input: InputOptions
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    try Session.run("classify predict", resources) { session in
      let model = try classifier.classifier()
      let corpus = try input.corpus()
      let sink = try session.open(output.file)
      let table = PredictionTable(model.labels, format: output.format, writesAll: all)
      if let header = table.header { try sink.write(header + "\n") }
      var (count, unknown) = (0, 0)
      let summary = try classifier.words.read(corpus, model.features, session) { block in
        for prediction in model.predict(block) {
          try sink.write(try table.line(prediction) + "\n")
          if prediction.knownFeatures == 0 { unknown += 1 }
        }
        count += block.count
      }
      if unknown > 0 {
        session.note(
          "texts without any feature of the model: \(Figure.grouped(unknown)); their labels are "
            + "guessed by the frequency of labels")
      }
      session.report.add(corpus, summary)
      session.report["entries"] = count
    }
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
