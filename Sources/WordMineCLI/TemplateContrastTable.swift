import WordMine
import WordMineText

/// Writes which templates tell two corpora apart.
struct TemplateContrastTable {
  private let totals: (target: Int, reference: Int)
  private let format: TableFormat

  init(_ contrast: TemplateContrast.Result, format: TableFormat) {
    totals = (contrast.targetTotal, contrast.referenceTotal)
    self.format = format
  }

  func write(_ templates: [TemplateContrast.Item], to sink: ByteSink) throws {
    if format == .tsv { try sink.write(Self.header) }
    for template in templates {
      try sink.write((format == .tsv ? tsv(template) : try json(template)) + "\n")
    }
    try sink.close()
  }

  private static let header =
    "#template\ttarget\treference\ttarget_ppm\treference_ppm\tg2\tlog_ratio\tp\tq"
    + "\ttarget_entropy\treference_entropy\ttarget_fillers\treference_fillers\n"

  /// The fillers of a slot that are shown.
  private static let fillers = 3

  private func figures(_ item: TemplateContrast.Item) -> [Double] {
    [
      Double(item.target) / Double(max(1, totals.target)) * 1e6,
      Double(item.reference) / Double(max(1, totals.reference)) * 1e6,
      item.logLikelihood, item.logRatio, item.significance, item.falseDiscoveryRate,
    ]
  }

  private func tsv(_ item: TemplateContrast.Item) -> String {
    let slots = [item.targetSlots, item.referenceSlots]
    let entropies = slots.map { slots in
      slots.map { $0.entropy?.shortText ?? "" }.joined(separator: "|")
    }
    let fillers = slots.map { slots in
      slots.map { slot in
        slot.top.prefix(Self.fillers).map { "\($0.text):\($0.count)" }.joined(separator: ";")
      }.joined(separator: "|")
    }
    let fields =
      [item.text, String(item.target), String(item.reference)]
      + figures(item).map(\.shortText) + entropies + fillers
    return fields.joined(separator: "\t")
  }

  private func json(_ item: TemplateContrast.Item) throws -> String {
    let short = figures(item).map { Double($0.shortText) ?? 0 }
    let record = Record(
      template: item.text, target: item.target, reference: item.reference, targetPpm: short[0],
      referencePpm: short[1], g2: short[2], logRatio: short[3], p: short[4], q: short[5],
      targetSlots: item.targetSlots.map { Slot($0) },
      referenceSlots: item.referenceSlots.map { Slot($0) })
    return try JSONText.line(record)
  }

  private struct Record: Encodable {
    var template: String
    var target: Int
    var reference: Int
    var targetPpm: Double
    var referencePpm: Double
    var g2: Double
    var logRatio: Double
    var p: Double
    var q: Double
    var targetSlots: [Slot]
    var referenceSlots: [Slot]
  }

  private struct Slot: Encodable {
    var entropy: Double?
    var types: Int?
    var fillers: [Filler]

    init(_ slot: Template.Slot) {
      entropy = slot.entropy.flatMap { Double($0.shortText) }
      types = slot.types
      fillers = slot.top.map { Filler(text: $0.text, count: $0.count) }
    }
  }

  private struct Filler: Encodable {
    var text: String
    var count: Int
  }
}
