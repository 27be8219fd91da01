import WordMineBase

/// What stands in a list with its count: a template, a pair of words.
package protocol CountedEntry: Sendable {
  /// What tells it from others of the list.
  var key: String { get }
  /// `nil` counts as none.
  var count: Int? { get }
}

extension Template: CountedEntry {
  package var key: String { text }
}

extension ListedCollocation: CountedEntry {
  package var key: String { "\(first) \(second)" }
  package var count: Int? { occurrences }
}

/// Finds the templates that are typical for one corpus against another, and how their fillers changed.
package typealias TemplateContrast = EntryContrast<Template>

/// Finds the pairs of words that are typical for one corpus against another, and how their distances
/// changed.
package typealias CollocationContrast = EntryContrast<ListedCollocation>

/// Finds the entries of a list that are typical for one corpus against another.
///
/// Counts are compared as those of words are (see `Keyness`), as shares of all counts of a list; so both
/// lists should be whole.
///
///     let contrast = TemplateContrast().contrast(june, may)
///     for item in contrast.items { print(item.text, item.logRatio) }
package struct EntryContrast<Entry: CountedEntry>: Sendable {
  /// What is listed.
  package struct Configuration: Sendable {
    /// The count that an entry needs in one of the lists.
    package var minimumCount = 5
    /// The share of false discoveries that is allowed; 1 keeps all.
    package var falseDiscoveryRate = 0.01
    package var direction = CorpusContrast.Direction.target
    package var order = CorpusContrast.Order.logLikelihood

    package init() {}
  }

  /// What tells two lists apart.
  package struct Result: Sendable {
    /// What is listed, first what the order asks for.
    package var items: [Item]
    /// The sum of the counts of a list.
    package var targetTotal: Int
    package var referenceTotal: Int
    /// How many entries were tested.
    package var candidates: Int
  }

  /// An entry in two corpora.
  package struct Item: Sendable, Contrasted {
    /// The key of the entry.
    package var text: String
    /// The entry of each list that has it.
    package var targetEntry: Entry?
    package var referenceEntry: Entry?
    /// G²; no unit.
    package var logLikelihood: Double
    /// In bits; positive where the entry is typical for the target.
    package var logRatio: Double
    /// p.
    package var significance: Double
    /// q.
    package var falseDiscoveryRate: Double

    package var target: Int { targetEntry?.count ?? 0 }
    package var reference: Int { referenceEntry?.count ?? 0 }
  }

  package var configuration: Configuration

  package init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// - Complexity: O(entries · log).
  package func contrast(_ target: [Entry], _ reference: [Entry]) -> Result {
    let (here, there) = (Self.byKey(target), Self.byKey(reference))
    let totals = (Self.total(here), Self.total(there))
    var items = Set(here.keys).union(there.keys).map {
      Self.item($0, here[$0], there[$0], totals)
    }
    items.removeAll { max($0.target, $0.reference) < configuration.minimumCount }
    items.sort { $0.text.utf8Precedes($1.text) }
    let rates = Keyness.falseDiscoveryRates(items.map(\.significance), tests: items.count)
    for (index, rate) in rates.enumerated() { items[index].falseDiscoveryRate = rate }
    let listed = items.filter {
      $0.falseDiscoveryRate <= configuration.falseDiscoveryRate
        && configuration.direction.includes(logRatio: $0.logRatio)
    }
    return Result(
      items: configuration.order.sorted(listed), targetTotal: totals.0,
      referenceTotal: totals.1, candidates: items.count)
  }

  /// Of equal entries the first.
  private static func byKey(_ entries: [Entry]) -> [String: Entry] {
    Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one })
  }

  private static func total(_ entries: [String: Entry]) -> Int {
    entries.values.reduce(0) {
      let (sum, hasOverflown) = $0.addingReportingOverflow($1.count ?? 0)
      return hasOverflown ? .max : sum
    }
  }

  private static func item(
    _ key: String, _ target: Entry?, _ reference: Entry?, _ totals: (Int, Int)
  ) -> Item {
    let (a, b) = (target?.count ?? 0, reference?.count ?? 0)
    let likelihood = Keyness.logLikelihood(a, of: totals.0, b, of: totals.1)
    return Item(
      text: key, targetEntry: target, referenceEntry: reference, logLikelihood: likelihood,
      logRatio: Keyness.logRatio(a, of: totals.0, b, of: totals.1),
      significance: Keyness.significance(likelihood), falseDiscoveryRate: 1)
  }
}
