import WordMine

/// The figures by which something tells two corpora apart, as tables have them.
struct ContrastFigures {
  static let columns = [
    "target", "reference", "target_ppm", "reference_ppm", "g2", "log_ratio", "p", "q",
  ]

  let target: Int
  let reference: Int
  /// Those of the columns behind the counts.
  private let values: [Double]

  init<Entry>(_ item: EntryContrast<Entry>.Item, in contrast: EntryContrast<Entry>.Result) {
    (target, reference) = (item.target, item.reference)
    values = [
      Double(item.target) / Double(max(1, contrast.targetTotal)) * 1e6,
      Double(item.reference) / Double(max(1, contrast.referenceTotal)) * 1e6,
      item.logLikelihood, item.logRatio, item.significance, item.falseDiscoveryRate,
    ]
  }

  /// The fields of a TSV.
  var fields: [String] { [String(target), String(reference)] + values.map(\.shortText) }

  /// The keys of a JSON object with their values.
  var json: [String] { zip(Self.columns, fields).map { "\"\($0)\":\($1)" } }
}
