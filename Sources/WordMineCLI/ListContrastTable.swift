import WordMine
import WordMineText

/// How one kind of entry is shown in a contrast.
protocol ContrastColumns {
  associatedtype Entry: CountedEntry
  /// The name of what is compared, before the figures, and what is told behind them.
  static var names: [String] { get }
  static var details: [String] { get }
  static func names(of item: EntryContrast<Entry>.Item) -> [String]
  /// What is told behind the figures.
  static func details(of item: EntryContrast<Entry>.Item) -> [String]
  /// The same as keys with values of JSON, names too.
  static func json(of item: EntryContrast<Entry>.Item) throws -> [String]
}

/// Writes which entries tell two lists apart.
struct ListContrastTable<Columns: ContrastColumns> {
  let contrast: EntryContrast<Columns.Entry>.Result
  let format: TableFormat

  func write(_ items: [EntryContrast<Columns.Entry>.Item], to sink: ByteSink) throws {
    if format == .tsv {
      let header = Columns.names + ContrastFigures.columns + Columns.details
      try sink.write("#" + header.joined(separator: "\t") + "\n")
    }
    for item in items { try sink.write(try line(item) + "\n") }
    try sink.close()
  }

  private func line(_ item: EntryContrast<Columns.Entry>.Item) throws -> String {
    let figures = ContrastFigures(item, in: contrast)
    if format == .tsv {
      return (Columns.names(of: item) + figures.fields + Columns.details(of: item))
        .joined(separator: "\t")
    }
    return "{" + (try Columns.json(of: item) + figures.json).sorted().joined(separator: ",") + "}"
  }
}

/// Templates, with what fills their slots.
enum TemplateColumns: ContrastColumns {
  typealias Item = TemplateContrast.Item

  static let names = ["template"]
  static let details = [
    "target_entropy", "reference_entropy", "target_fillers", "reference_fillers",
  ]

  /// The fillers of a slot that a TSV shows.
  private static let fillers = 3

  static func names(of item: Item) -> [String] { [item.text] }

  static func details(of item: Item) -> [String] {
    let slots = [item.targetEntry?.slots ?? [], item.referenceEntry?.slots ?? []]
    let entropies = slots.map { slots in
      slots.map { $0.entropy?.shortText ?? "" }.joined(separator: "|")
    }
    let tops = slots.map { slots in
      slots.map { slot in
        slot.top.prefix(fillers).map { "\($0.text):\($0.count)" }.joined(separator: ";")
      }.joined(separator: "|")
    }
    return entropies + tops
  }

  static func json(of item: Item) throws -> [String] {
    func slots(_ entry: Template?) throws -> String {
      try JSONText.line((entry?.slots ?? []).map { Slot($0) })
    }
    return [
      "\"template\":" + JSONText.quoted(item.text),
      "\"target_slots\":" + (try slots(item.targetEntry)),
      "\"reference_slots\":" + (try slots(item.referenceEntry)),
    ]
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

/// Pairs of words, with how far apart they stand.
enum CollocationColumns: ContrastColumns {
  typealias Item = CollocationContrast.Item

  static let names = ["a", "b"]
  static let details = ["target_distances", "reference_distances", "distance_change"]

  static func names(of item: Item) -> [String] {
    let entry = item.targetEntry ?? item.referenceEntry
    return [entry?.first ?? "", entry?.second ?? ""]
  }

  static func details(of item: Item) -> [String] {
    distances(item).map { $0.map(String.init).joined(separator: ";") }
      + [change(item)?.shortText ?? ""]
  }

  static func json(of item: Item) -> [String] {
    let names = names(of: item).map(JSONText.quoted)
    let lists = distances(item).map { $0.map(String.init).joined(separator: ",") }
    return [
      "\"a\":\(names[0])", "\"b\":\(names[1])", "\"target_distances\":[\(lists[0])]",
      "\"reference_distances\":[\(lists[1])]",
    ] + (change(item).map { ["\"distance_change\":\($0.shortText)"] } ?? [])
  }

  private static func distances(_ item: Item) -> [[Int]] {
    [item.targetEntry?.distances ?? [], item.referenceEntry?.distances ?? []]
  }

  private static func change(_ item: Item) -> Double? {
    let distances = distances(item)
    return ListedCollocation.distanceChange(distances[0], distances[1])
  }
}
