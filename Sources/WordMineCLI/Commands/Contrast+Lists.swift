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
    var configuration = EntryContrast.Configuration()
    configuration.minimumCount = minCount
    configuration.falseDiscoveryRate = fdr
    configuration.direction = direction
    configuration.order = sort
    let contrast = EntryContrast(configuration)
    if inputs[0].format == .templates {
      try write(
        contrast.run(on: inputs[0].templates(), against: inputs[1].templates()), "templates",
        &report)
    } else {
      try write(
        contrast.run(on: inputs[0].collocations(), against: inputs[1].collocations()),
        "collocations", &report)
    }
  }

  private func write(
    _ result: ContrastResult<some Contrasted>, _ what: String, _ report: inout RunReport
  ) throws {
    let listed = result.prefix(limit ?? .max)
    let sink = try OutputFile.open(output)
    try result.table.write(listed, to: sink, as: .chosen(format, for: output))
    try sink.close()
    if !resources.quiet, listed.isEmpty {
      Terminal.say(
        "wordmine: of \(Figure.grouped(result.candidates)) \(what) compared, none has a q of "
          + "\(fdr.shortText) or less")
    }
    report.inputs = [target, reference]
    report.entries = listed.count
    try report.finish(resources)
  }
}
