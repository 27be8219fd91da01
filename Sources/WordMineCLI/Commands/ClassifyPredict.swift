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

  func validate() throws {
    try input.requireOneStandardInput(besides: [classifier.model, classifier.words.wordModel])
  }

  func run() throws {
    try Session.run("classify predict", resources) { session in
      let model = try classifier.classifier()
      let corpus = try input.corpus(session)
      var writer = try output.open(table(model.labels), session)
      var (count, unknown) = (0, 0)
      let summary = try classifier.words.read(
        corpus, model.features, session, atPause: session.flush
      ) { block in
        for prediction in try model.predict(block) {
          try writer.write(prediction)
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

  private func table(_ labels: [String]) -> Table<TextClassifier.Prediction> {
    typealias Column = Table<TextClassifier.Prediction>.Column
    let columns: [Column] = [
      .text("label", { labels[$0.label] }),
      .number("probability", { $0.probabilities[$0.label] }),
    ]
    if !all { return Table(columns) }
    let each = labels.indices.map { place in
      Column.number(labels[place], { $0.probabilities[place] }).only(.tsv, .csv)
    }
    let object = Column(
      "probabilities",
      { prediction in
        .object(
          Dictionary(
            uniqueKeysWithValues: zip(labels, prediction.probabilities.map { .number($0) })))
      }
    ).only(.jsonl)
    return Table(columns + each + [object])
  }
}
