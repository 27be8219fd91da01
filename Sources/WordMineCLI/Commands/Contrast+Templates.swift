import WordMine
import WordMineText

extension Contrast {
  /// Compares two lists of templates.
  func contrastTemplates(_ inputs: [ContrastInput], _ report: inout RunReport) throws {
    guard inputs.allSatisfy({ $0.format == .templates }) else {
      throw UsageError("templates can only be compared with templates")
    }
    guard words == nil, known.isEmpty else {
      throw UsageError(
        "--words and --known are dictionaries; templates cannot be compared with them")
    }
    let lists = try inputs.map { try $0.templates() }
    var configuration = TemplateContrast.Configuration()
    configuration.minimumCount = minCount
    configuration.falseDiscoveryRate = fdr
    configuration.direction = direction
    configuration.order = sort
    let result = TemplateContrast(configuration).contrast(lists[0], lists[1])
    let listed = Array(result.templates.prefix(limit ?? .max))
    try TemplateContrastTable(result, format: .chosen(format, for: output))
      .write(listed, to: try OutputFile.open(output))
    if !resources.quiet, listed.isEmpty {
      Terminal.say(
        "wordmine: of \(Figure.grouped(result.candidates)) templates compared, none has a q of "
          + "\(fdr.shortText) or less")
    }
    report.inputs = [target, reference]
    report.entries = listed.count
    try report.finish(resources)
  }
}
