import WordMine
import WordMineText

extension Contrast {
  /// Compares two lists of templates, or of collocations.
  func contrastLists(_ inputs: [ContrastInput], _ session: Session) throws {
    guard inputs[0].format == inputs[1].format else {
      throw UsageError(
        "templates can only be compared with templates, collocations with collocations")
    }
    guard words == nil, known.isEmpty else {
      throw UsageError(
        "--words and --known are dictionaries; \(inputs[0].format) cannot be compared with them")
    }
    if inputs[0].format == .templates {
      try contrast(try inputs.map { try $0.templates() }, as: TemplateColumns.self, session)
    } else {
      try contrast(try inputs.map { try $0.collocations() }, as: CollocationColumns.self, session)
    }
  }

  private func contrast<Columns: ContrastColumns>(
    _ lists: [[Columns.Entry]], as columns: Columns.Type, _ session: Session
  ) throws {
    var configuration = EntryContrast<Columns.Entry>.Configuration()
    configuration.minimumCount = minCount
    configuration.falseDiscoveryRate = fdr
    configuration.direction = direction
    configuration.order = sort
    let result = EntryContrast(configuration).contrast(lists[0], lists[1])
    let listed = Array(result.items.prefix(limit.limit))
    try ListContrastTable<Columns>(contrast: result, format: output.format)
      .write(listed, to: try session.open(output.file))
    if listed.isEmpty {
      let what = Columns.Entry.self == Template.self ? "templates" : "collocations"
      session.say(
        "of \(Figure.grouped(result.candidates)) \(what) compared, none has a q of "
          + "\(fdr.shortText) or less")
    }
    session.report["entries"] = listed.count
  }
}
