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
    var configuration = EntryContrast.Configuration()
    configuration.minimumCount = minCount
    configuration.falseDiscoveryRate = fdr
    configuration.direction = direction
    configuration.order = sort
    let contrast = EntryContrast(configuration)
    if inputs[0].format == .templates {
      let (target, reference) = try (inputs[0].templates(), inputs[1].templates())
      try write(contrast.run(on: target, against: reference), "templates", session)
    } else {
      let (target, reference) = try (inputs[0].collocations(), inputs[1].collocations())
      try write(contrast.run(on: target, against: reference), "collocations", session)
    }
  }

  private func write(
    _ result: ContrastResult<some Contrasted>, _ what: String, _ session: Session
  ) throws {
    let listed = result.prefix(limit.limit)
    try result.table.write(listed, to: try session.open(output.file), as: output.format)
    if listed.isEmpty {
      session.note(
        "of \(Figure.grouped(result.candidates)) \(what) compared, none has a q of "
          + "\(fdr.shortText) or less")
    }
    session.report["entries"] = listed.count
  }
}
