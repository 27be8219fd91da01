import WordMine
import WordMineText

extension Contrast {
  /// Compares two lists of templates, or of collocations.
  func contrastLists(_ inputs: [ContrastInput], _ report: inout RunReport) throws {
    guard inputs[0].format == inputs[1].format else {
      throw UsageError(
        "templates can only be compared with templates, collocations with collocations")
    }
    guard words == nil, known.isEmpty else {
      throw UsageError(
        "--words and --known are dictionaries; \(inputs[0].format) cannot be compared with them")
    }
    if inputs[0].format == .templates {
      try contrast(try inputs.map { try $0.templates() }, as: TemplateColumns.self, &report)
    } else {
      try contrast(try inputs.map { try $0.collocations() }, as: CollocationColumns.self, &report)
    }
  }

  private func contrast<Columns: ContrastColumns>(
    _ lists: [[Columns.Entry]], as columns: Columns.Type, _ report: inout RunReport
  ) throws {
    var configuration = EntryContrast<Columns.Entry>.Configuration()
    configuration.minimumCount = minCount
    configuration.falseDiscoveryRate = fdr
    configuration.direction = direction
    configuration.order = sort
    let result = EntryContrast(configuration).contrast(lists[0], lists[1])
    let listed = Array(result.items.prefix(limit ?? .max))
    try ListContrastTable<Columns>(contrast: result, format: .chosen(format, for: output))
      .write(listed, to: try OutputFile.open(output))
    if !resources.quiet, listed.isEmpty {
      let what = Columns.Entry.self == Template.self ? "templates" : "collocations"
      Terminal.say(
        "wordmine: of \(Figure.grouped(result.candidates)) \(what) compared, none has a q of "
          + "\(fdr.shortText) or less")
    }
    report.inputs = [target, reference]
    report.entries = listed.count
    try report.finish(resources)
  }
}
