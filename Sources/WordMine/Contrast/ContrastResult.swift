import WordMineBase
import WordMineText

/// What two corpora are compared by: a word, a template or a pair, with its counts in both.
public protocol Contrasted: Sendable {
  /// The word in folded form, or what identifies the entry of a list.
  var text: String { get }
  /// The occurrences in the target; `nil` if they are not known.
  var targetCount: Int? { get }
  /// The occurrences in the reference; `nil` if they are not known.
  var referenceCount: Int? { get }
  /// How much they differ; `nil` if one of them is not known.
  var difference: ContrastFigures? { get }
}

/// How much the rate of something differs between two corpora.
public struct ContrastFigures: Equatable, Sendable {
  /// Occurrences in a million of the target.
  public var targetRate: Double
  /// Occurrences in a million of the reference.
  public var referenceRate: Double
  /// G², by how much the rates differ for certain; no unit.
  public var logLikelihood: Double
  /// The logarithm of the ratio of the rates in bits; positive where the target has more.
  public var logRatio: Double
  /// p: the probability of such a G² where the rates are the same.
  public var significance: Double
  /// q: the share of false discoveries among all that are at least as significant.
  public var falseDiscoveryRate: Double

  /// - Parameter totals: What the counts are shares of.
  package init(
    _ counts: (target: Int, reference: Int), of totals: (target: Int, reference: Int)
  ) {
    let likelihood = Keyness.logLikelihood(
      counts.target, of: totals.target, counts.reference, of: totals.reference)
    self.init(
      counts, of: totals, logLikelihood: likelihood, significance: Keyness.significance(likelihood))
  }

  /// - Parameters:
  ///   - totals: What the counts are shares of.
  ///   - logLikelihood: Known already, as is `significance`.
  init(
    _ counts: (target: Int, reference: Int), of totals: (target: Int, reference: Int),
    logLikelihood: Double, significance: Double
  ) {
    targetRate = Double(counts.target) / Double(max(1, totals.target)) * 1e6
    referenceRate = Double(counts.reference) / Double(max(1, totals.reference)) * 1e6
    self.logLikelihood = logLikelihood
    logRatio = Keyness.logRatio(
      counts.target, of: totals.target, counts.reference, of: totals.reference)
    self.significance = significance
    falseDiscoveryRate = 1
  }
}

/// What distinguishes two corpora: the items that are listed, in their order.
public struct ContrastResult<Item: Contrasted>: Sendable {
  private let items: [Item]
  /// The atoms of the target; of a list the sum of its counts, or the words of the text that they were
  /// counted in.
  public let targetTotal: Int
  /// The same of the reference.
  public let referenceTotal: Int
  /// How many items were tested.
  public let candidates: Int
  /// Words that could not be looked up: longer than what was counted, or not one clause.
  public let unmatched: Int
  /// How many entries only one list has, so that they could not be tested.
  public let untested: Int
  /// The columns of the items.
  public let table: Table<Item>

  init(
    _ items: [Item], totals: (target: Int, reference: Int), candidates: Int, unmatched: Int = 0,
    untested: Int = 0, table: Table<Item>
  ) {
    self.items = items
    (targetTotal, referenceTotal) = totals
    (self.candidates, self.unmatched, self.untested) = (candidates, unmatched, untested)
    self.table = table
  }
}

extension ContrastResult: RandomAccessCollection, TableConvertible {
  public var startIndex: Int { 0 }
  public var endIndex: Int { items.count }
  public subscript(place: Int) -> Item { items[place] }
}

extension Table where Row: Contrasted {
  /// A table with the figures of a contrast between columns that say what is compared, and others.
  static func contrast(_ names: [Column], details: [Column] = []) -> Table {
    let figures: [Column] = [
      .integer("target", { $0.targetCount }),
      .integer("reference", { $0.referenceCount }),
      .number("target_ppm", { $0.difference?.targetRate }),
      .number("reference_ppm", { $0.difference?.referenceRate }),
      .number("g2", { $0.difference?.logLikelihood }),
      .number("log_ratio", { $0.difference?.logRatio }),
      .number("p", { $0.difference?.significance }),
      .number("q", { $0.difference?.falseDiscoveryRate }),
    ]
    return Table(names + figures + details)
  }
}

extension CorpusContrast.Direction {
  /// Whether something is typical for the corpus that is asked for.
  func includes(logRatio: Double) -> Bool {
    switch self {
    case .target: logRatio > 0
    case .reference: logRatio < 0
    case .both: logRatio != 0
    }
  }
}

extension CorpusContrast.Order {
  /// What was not tested comes last, by its count.
  func sorted<Item: Contrasted>(_ items: [Item]) -> [Item] {
    items.sorted {
      guard let first = $0.difference, let second = $1.difference else {
        if ($0.difference == nil) != ($1.difference == nil) { return $0.difference != nil }
        let (one, other) = ($0.greatestCount, $1.greatestCount)
        return one != other ? one > other : $0.text.utf8Precedes($1.text)
      }
      let (one, other) = (key($0, first), key($1, second))
      if one != other { return one > other }
      return first.logLikelihood != second.logLikelihood
        ? first.logLikelihood > second.logLikelihood : $0.text.utf8Precedes($1.text)
    }
  }

  private func key(_ item: some Contrasted, _ figures: ContrastFigures) -> Double {
    switch self {
    case .logLikelihood: figures.logLikelihood
    case .logRatio: abs(figures.logRatio)
    case .count: Double((figures.logRatio > 0 ? item.targetCount : item.referenceCount) ?? 0)
    }
  }
}

extension Contrasted {
  /// The greater one of the counts that are known.
  var greatestCount: Int { max(targetCount ?? 0, referenceCount ?? 0) }
}
