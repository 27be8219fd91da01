import WordMineBase
import WordMineText

/// What a list holds with its count: a template, a pair of words.
public protocol CountedEntry: Sendable {
  /// What identifies it within a list.
  var key: String { get }
  /// How often it occurs; 0 if that is not known.
  var occurrences: Int { get }
}

extension Template: CountedEntry {
  public var key: String { text }
  public var occurrences: Int { count ?? 0 }
}

extension Collocation: CountedEntry {
  public var key: String { "\(first) \(second)" }
  public var occurrences: Int { count }
}

/// Finds the entries of a list, such as templates or pairs of words, that are typical for one corpus
/// against another.
///
/// Counts are compared as those of words are (see `Keyness`), as shares of all counts of a list; so both
/// lists should be complete.
///
///     let contrast = try EntryContrast().run(
///       on: Template.list(contentsOf: "june.jsonl"), against: Template.list(contentsOf: "may.jsonl"))
///     for item in contrast { print(item.text, item.figures.logRatio) }
public struct EntryContrast: Sendable {
  /// What is listed.
  public struct Configuration: Sendable {
    /// The count that an entry needs in one of the lists.
    public var minimumCount = 5
    /// The share of false discoveries that is allowed, 0 to 1; 1 keeps all.
    public var falseDiscoveryRate = 0.01
    public var direction = CorpusContrast.Direction.target
    public var order = CorpusContrast.Order.logLikelihood

    public init() {}
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Compares templates, with what fills their slots.
  ///
  /// - Throws: `InvalidValue` for an invalid configuration, or a count below 0.
  /// - Complexity: O(entries · log).
  public func run(
    on target: [Template], against reference: [Template]
  ) throws(InvalidValue) -> ContrastResult<ContrastedEntry<Template>> {
    try run(on: target, against: reference, table: .templateContrast)
  }

  /// Compares pairs of words, with the distances at which they stand.
  ///
  /// - Throws: `InvalidValue` for an invalid configuration, or a count below 0.
  /// - Complexity: O(entries · log).
  public func run(
    on target: [Collocation], against reference: [Collocation]
  ) throws(InvalidValue) -> ContrastResult<ContrastedEntry<Collocation>> {
    try run(on: target, against: reference, table: .collocationContrast)
  }

  private func run<Entry>(
    on target: [Entry], against reference: [Entry], table: Table<ContrastedEntry<Entry>>
  ) throws(InvalidValue) -> ContrastResult<ContrastedEntry<Entry>> {
    try InvalidValue.check("falseDiscoveryRate", configuration.falseDiscoveryRate, in: 0...1)
    for entry in [target, reference].joined() where entry.occurrences < 0 {
      throw InvalidValue(
        "the count of \"\(entry.key)\" is \(entry.occurrences); it must be at least 0")
    }
    let (here, there) = (Self.byKey(target), Self.byKey(reference))
    let totals = (target: Self.total(here), reference: Self.total(there))
    var items = Set(here.keys).union(there.keys).map {
      ContrastedEntry($0, here[$0], there[$0], totals)
    }
    items.removeAll { max($0.target, $0.reference) < configuration.minimumCount }
    items.sort { $0.text.utf8Precedes($1.text) }
    let rates = Keyness.falseDiscoveryRates(
      items.map(\.figures.significance), tests: items.count)
    for (index, rate) in rates.enumerated() { items[index].figures.falseDiscoveryRate = rate }
    let listed = items.filter {
      $0.figures.falseDiscoveryRate <= configuration.falseDiscoveryRate
        && configuration.direction.includes(logRatio: $0.figures.logRatio)
    }
    return ContrastResult(
      configuration.order.sorted(listed), totals: totals, candidates: items.count, table: table)
  }

  /// Of equal entries the first.
  private static func byKey<Entry: CountedEntry>(_ entries: [Entry]) -> [String: Entry] {
    Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one })
  }

  private static func total(_ entries: [String: some CountedEntry]) -> Int {
    entries.values.reduce(0) {
      let (sum, hasOverflown) = $0.addingReportingOverflow($1.occurrences)
      return hasOverflown ? .max : sum
    }
  }
}

/// An entry of two lists.
public struct ContrastedEntry<Entry: CountedEntry>: Contrasted {
  /// The key of the entry.
  public let text: String
  /// The entry of the target, if it has one.
  public let targetEntry: Entry?
  /// The entry of the reference, if it has one.
  public let referenceEntry: Entry?
  public internal(set) var figures: ContrastFigures

  public var target: Int { targetEntry?.occurrences ?? 0 }
  public var reference: Int { referenceEntry?.occurrences ?? 0 }

  init(
    _ key: String, _ target: Entry?, _ reference: Entry?, _ totals: (target: Int, reference: Int)
  ) {
    (text, targetEntry, referenceEntry) = (key, target, reference)
    figures = ContrastFigures(
      (target?.occurrences ?? 0, reference?.occurrences ?? 0), of: totals)
  }
}

extension Table<ContrastedEntry<Template>> {
  /// The fillers of a slot that a TSV shows.
  private static var shownFillers: Int { 3 }

  static var templateContrast: Table {
    .contrast(
      [.text("template", { $0.text })],
      details: [
        .text("target_entropy", { entropies($0.targetEntry) }).only(.tsv, .csv),
        .text("reference_entropy", { entropies($0.referenceEntry) }).only(.tsv, .csv),
        .text("target_fillers", { fillers($0.targetEntry) }).only(.tsv, .csv),
        .text("reference_fillers", { fillers($0.referenceEntry) }).only(.tsv, .csv),
        Column("target_slots", { slots($0.targetEntry) }).only(.jsonl),
        Column("reference_slots", { slots($0.referenceEntry) }).only(.jsonl),
      ])
  }

  private static func entropies(_ template: Template?) -> String {
    (template?.slots ?? []).map { Cell($0.entropy).field }.joined(separator: "|")
  }

  private static func fillers(_ template: Template?) -> String {
    (template?.slots ?? []).map { slot in
      slot.top.prefix(shownFillers).map { "\($0.text):\($0.count)" }.joined(separator: ";")
    }.joined(separator: "|")
  }

  private static func slots(_ template: Template?) -> Cell {
    .list(
      (template?.slots ?? []).map { slot in
        .object([
          "entropy": Cell(slot.entropy), "types": Cell(slot.types),
          "fillers": .list(
            slot.top.map { .object(["text": .text($0.text), "count": .integer($0.count)]) },
            separator: ";"),
        ])
      }, separator: "|")
  }
}

extension Table<ContrastedEntry<Collocation>> {
  static var collocationContrast: Table {
    .contrast(
      [
        .text("a", { ($0.targetEntry ?? $0.referenceEntry)?.first }),
        .text("b", { ($0.targetEntry ?? $0.referenceEntry)?.second }),
      ],
      details: [
        Column("target_distances", { Cell($0.targetEntry?.distances ?? []) }),
        Column("reference_distances", { Cell($0.referenceEntry?.distances ?? []) }),
        .number(
          "distance_change",
          {
            Collocation.distanceChange(
              $0.targetEntry?.distances ?? [], $0.referenceEntry?.distances ?? [])
          }),
      ])
  }
}
