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
/// Counts are compared as those of words are (see `Keyness`), as shares of all counts of a list. What a list
/// lacks may be in its text all the same, so it is not known how often, and not tested: count templates in
/// both texts for that (see `TemplateCounts`).
///
///     let contrast = try EntryContrast().run(
///       on: Template.list(contentsOf: "june.jsonl"), against: Template.list(contentsOf: "may.jsonl"))
///     for item in contrast { print(item.text, item.figures.logRatio) }
public struct EntryContrast: Sendable {
  /// What is listed.
  public struct Configuration: Sendable {
    /// The count that an entry needs in one of the lists.
    public var minimumCount = 5
    /// The share of false discoveries that is allowed, 0 to 1; 1 keeps all, also what was not tested.
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
  /// - Parameter counts: How often each of them occurs in both texts, in place of the counts of the lists.
  /// - Throws: `InvalidValue` for an invalid configuration, or a count below 0.
  /// - Complexity: O(entries · log).
  public func run(
    on target: [Template], against reference: [Template], counts: TemplateCounts? = nil
  ) throws(InvalidValue) -> ContrastResult<ContrastedEntry<Template>> {
    try run(on: target, against: reference, counts: counts, table: .templateContrast)
  }

  /// Compares pairs of words, with the distances at which they stand.
  ///
  /// - Throws: `InvalidValue` for an invalid configuration, or a count below 0.
  /// - Complexity: O(entries · log).
  public func run(
    on target: [Collocation], against reference: [Collocation]
  ) throws(InvalidValue) -> ContrastResult<ContrastedEntry<Collocation>> {
    try run(on: target, against: reference, counts: nil, table: .collocationContrast)
  }

  private func run<Entry>(
    on target: [Entry], against reference: [Entry], counts: TemplateCounts?,
    table: Table<ContrastedEntry<Entry>>
  ) throws(InvalidValue) -> ContrastResult<ContrastedEntry<Entry>> {
    try InvalidValue.check("falseDiscoveryRate", configuration.falseDiscoveryRate, in: 0...1)
    for entry in [target, reference].joined() where entry.occurrences < 0 {
      throw InvalidValue(
        "the count of \"\(entry.key)\" is \(entry.occurrences); it must be at least 0")
    }
    let (here, there) = (Self.byKey(target), Self.byKey(reference))
    let totals = counts?.totals ?? (target: Self.total(here), reference: Self.total(there))
    let items = Set(here.keys).union(there.keys).map { key in
      ContrastedEntry(key, here[key], there[key], counts: counts?.counts[key], totals)
    }.filter { $0.greatestCount >= configuration.minimumCount }
    var tested = items.filter { $0.figures != nil }
    tested.sort { $0.text.utf8Precedes($1.text) }
    let rates = Keyness.falseDiscoveryRates(
      tested.compactMap(\.figures?.significance), tests: tested.count)
    for (index, rate) in rates.enumerated() { tested[index].figures?.falseDiscoveryRate = rate }
    let listed = tested.filter { isListed($0.figures) } + items.filter { isListedUntested($0) }
    return ContrastResult(
      configuration.order.sorted(listed), totals: totals, candidates: tested.count,
      untested: items.count - tested.count, table: table)
  }

  private func isListed(_ figures: ContrastFigures?) -> Bool {
    guard let figures else { return false }
    return figures.falseDiscoveryRate <= configuration.falseDiscoveryRate
      && configuration.direction.includes(logRatio: figures.logRatio)
  }

  private func isListedUntested(_ item: ContrastedEntry<some CountedEntry>) -> Bool {
    guard item.figures == nil, configuration.falseDiscoveryRate == 1 else { return false }
    return switch configuration.direction {
    case .target: item.target != nil
    case .reference: item.reference != nil
    case .both: true
    }
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
  /// How often it occurs in the target; `nil` if it was not counted there, and its list lacks it.
  public let target: Int?
  /// How often it occurs in the reference, likewise.
  public let reference: Int?
  /// How much the counts differ; `nil` unless both are known.
  public internal(set) var figures: ContrastFigures?

  public var targetCount: Int? { target }
  public var referenceCount: Int? { reference }
  public var difference: ContrastFigures? { figures }

  /// - Parameter counts: In place of the counts of the entries.
  init(
    _ key: String, _ targetEntry: Entry?, _ referenceEntry: Entry?,
    counts: (target: Int, reference: Int)?, _ totals: (target: Int, reference: Int)
  ) {
    (text, self.targetEntry, self.referenceEntry) = (key, targetEntry, referenceEntry)
    target = counts?.target ?? targetEntry?.occurrences
    reference = counts?.reference ?? referenceEntry?.occurrences
    guard let target, let reference else { return }
    figures = ContrastFigures((target, reference), of: totals)
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
