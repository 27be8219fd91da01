import ArgumentParser
import WordMine
import WordMineModels
import WordMineText

/// `wordmine classify explain`
struct ClassifyExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows the evidence for each label, or for the label of one text.",
    discussion: """
      Columns: label, feature, bits: by how much the feature raises the logarithm of the odds of the \
      label, against the mean of all labels. For a text, (intercept) is the evidence before the text is \
      read, and all rows add up to the logarithm of the odds. A model with a bottleneck has a column \
      cost: the bits that were taken from the feature.

        wordmine classify explain --model kinds.model --label 酒店
        wordmine classify explain --model kinds.model --text 屏幕很清晰
      """)

  @OptionGroup var classifier: ClassifierOptions

  @Option(help: "The text to explain.")
  var text: String?

  @Option(help: "Only this label; for a text, by default the likeliest one.")
  var label: String?

  @Option(
    help: "The most features of a label, or the strongest ones of a text; 0 for all.")
  var limit = 10

  @OptionGroup var output: OutputOptions<TableFormat>

  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    try require("--limit", limit, atLeast: 0)
    try requireOneStandardInput([classifier.model, classifier.words.wordModel])
  }

  func run() throws {
    try Session.run("classify explain", resources, saysSummary: false) { session in
      let model = try classifier.classifier()
      let asked = try label.map { try place(of: $0, in: model) }
      let rows = try text.map { try reasons(model, $0, asked, session) } ?? strongest(model, asked)
      var writer = try output.open(ReasonRow.table(hasCosts: model.costs != nil), session)
      for row in rows { try writer.write(row) }
    }
  }

  private var count: Int { limit == 0 ? .max : limit }

  private func place(of label: String, in model: TextClassifier) throws(InputError) -> Int {
    if let place = model.labels.firstIndex(of: label) { return place }
    throw InputError(
      .mismatch(
        "there is no label \"\(label)\"; there are " + model.labels.joined(separator: ", ")),
      at: SourcePosition(source: classifier.model))
  }

  private func strongest(_ model: TextClassifier, _ asked: Int?) throws -> [ReasonRow] {
    try (asked.map { [$0] } ?? Array(model.labels.indices)).flatMap { label in
      try model.reasons(for: label, count: count).map { ReasonRow(model.labels[label], $0) }
    }
  }

  private func reasons(
    _ model: TextClassifier, _ text: String, _ asked: Int?, _ session: Session
  ) throws -> [ReasonRow] {
    var document = DocumentBlock()
    _ = try classifier.words.read(Corpus(line: text), model.features, session) {
      document.append($0)
    }
    if document.count == 0 { document.append([], features: model.features) }
    let label = try asked ?? model.predict(document)[0].label
    let reasons = try model.reasons(for: label, in: document)
    if reasons.isEmpty {
      session.note("the model has no feature of the text: only the frequency of labels counts")
    }
    let strongest = reasons.indices.sorted {
      (-abs(reasons[$0].bits), $0) < (-abs(reasons[$1].bits), $1)
    }.prefix(count).sorted()
    let name = model.labels[label]
    return try strongest.map { ReasonRow(name, reasons[$0]) }
      + [ReasonRow(label: name, feature: "(intercept)", bits: model.intercept(of: label))]
  }
}

extension Corpus {
  /// A text as one line.
  init(line text: String) {
    self.init(text.replacing("\n", with: " "))
  }
}

/// The evidence of a feature for a label, as it is written.
private struct ReasonRow {
  var label: String
  var feature: String
  var bits: Double
  var cost: Double?

  init(label: String, feature: String, bits: Double) {
    (self.label, self.feature, self.bits) = (label, feature, bits)
  }

  init(_ label: String, _ reason: TextClassifier.Reason) {
    self.init(label: label, feature: reason.feature, bits: reason.bits)
    cost = reason.cost
  }

  static func table(hasCosts: Bool) -> Table<ReasonRow> {
    let cost = Table<ReasonRow>.Column.number("cost", { $0.cost })
    return Table(
      [
        .text("label", { $0.label }),
        .text("feature", { $0.feature }),
        .number("bits", { $0.bits }),
      ] + (hasCosts ? [cost] : []))
  }
}
