import ArgumentParser
import WordMineModels
import WordMineText

/// `wordmine classify explain`
struct ClassifyExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what speaks for each label, or for the label of one text.",
    discussion: """
      Columns: label, feature, bits: by how much the feature raises the logarithm of the odds of the \
      label, against the mean of all labels. For a text, (intercept) is what speaks for the label \
      before the text is read, and all rows add up to the logarithm of its odds. A model with a \
      bottleneck has a column cost: the bits that were taken from the feature.

        wordmine classify explain -m kinds.model --label 酒店
        wordmine classify explain -m kinds.model --text 屏幕很清晰
      """)

  @OptionGroup var classifier: ClassifierOptions

  @Option(help: "The text to explain.")
  var text: String?

  @Option(help: "Only this label; for a text, by default the likeliest one.")
  var label: String?

  @Option(help: "The most features of a label, or of a text those that say most; 0 for all.")
  var limit = 10

  @Option(name: [.short, .long], help: "The file to write.", completion: .file())
  var output: String?

  @Option(help: "tsv or jsonl; by default what the name of the file asks for.")
  var format: TableFormat?

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
  }

  func run() throws {
    let model = try classifier.classifier()
    let asked = try label.map { try place(of: $0, in: model) }
    let rows = try text.map { try reasons(model, $0, asked) } ?? strongest(model, asked)
    let sink = try OutputFile.open(output)
    let format = TableFormat.chosen(format, for: output)
    let hasCosts = model.costs != nil
    if format == .tsv {
      try sink.write("label\tfeature\tbits" + (hasCosts ? "\tcost" : "") + "\n")
    }
    for row in rows { try sink.write(try row.line(format, hasCost: hasCosts) + "\n") }
    try sink.close()
  }

  private var count: Int { limit == 0 ? .max : limit }

  private func place(of label: String, in model: TextClassifier) throws -> Int {
    guard let place = model.labels.firstIndex(of: label) else {
      throw InputError(
        .mismatch(
          "there is no label \"\(label)\"; there are " + model.labels.joined(separator: ", ")),
        at: SourcePosition(source: classifier.model))
    }
    return place
  }

  private func strongest(_ model: TextClassifier, _ asked: Int?) throws -> [ReasonRow] {
    try (asked.map { [$0] } ?? Array(model.labels.indices)).flatMap { label in
      try model.reasons(for: label, count: count).map { ReasonRow(model.labels[label], $0) }
    }
  }

  private func reasons(
    _ model: TextClassifier, _ text: String, _ asked: Int?
  ) throws -> [ReasonRow] {
    let reader = DocumentReader(
      features: model.features, segmenter: try classifier.segmenter(model.features))
    var corpus = CorpusReader([.text(Array(text.utf8.map { $0 == 0x0A ? 0x20 : $0 }))])
    var document = DocumentBlock()
    try reader.read(&corpus, Progress(isQuiet: true)) { document.append($0) }
    if document.count == 0 { document.append([], features: model.features) }
    let label = asked ?? model.predict(document)[0].label
    let reasons = try model.reasons(for: label, in: document)
    if reasons.isEmpty {
      Terminal.say(
        "wordmine: the model knows nothing of the text: only how frequent labels are counts")
    }
    let strongest = reasons.indices.sorted {
      (-abs(reasons[$0].bits), $0) < (-abs(reasons[$1].bits), $1)
    }.prefix(count).sorted()
    let name = model.labels[label]
    return try strongest.map { ReasonRow(name, reasons[$0]) }
      + [ReasonRow(label: name, feature: "(intercept)", bits: model.intercept(of: label))]
  }
}

/// What a feature says for a label, as it is written.
private struct ReasonRow: Encodable {
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

  func line(_ format: TableFormat, hasCost: Bool) throws -> String {
    if format == .tsv {
      let costs = hasCost ? [cost?.shortText ?? ""] : []
      return ([label, feature, bits.shortText] + costs).joined(separator: "\t")
    }
    var row = self
    row.bits = Double(bits.shortText) ?? 0
    row.cost = cost.map { Double($0.shortText) ?? 0 }
    return try JSONText.line(row)
  }
}
