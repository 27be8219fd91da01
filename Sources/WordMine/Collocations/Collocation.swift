import Glibc
import WordMineBase

/// Two words that follow one another within a clause more often than by chance. Information is in
/// bits.
///
/// Figures missing from a file of collocations are NaN. With *n* the count of the pair, *n_a* and
/// *n_b* the counts of its words and *N* the count of all words:
public struct Collocation: Sendable, Equatable {
  /// The words in their normalized form.
  public var first = ""
  public var second = ""
  /// How often the second word follows the first. Each occurrence of a word is in at most one pair:
  /// neither of the two words stands between them.
  public var count = 0
  /// The count at each distance from 1; empty if a file does not provide it.
  public var distances: [Int] = []
  /// log₂ (n N / (n_a n_b)).
  public var pointwiseInformation = Double.nan
  /// Pointwise information divided by −log₂ (n/N): at most 1. No unit.
  public var normalizedInformation = Double.nan
  /// Dunning's G², negative if the two words occur together less often than by chance. No unit.
  public var logLikelihood = Double.nan
  /// 14 + log₂ (2 n / (n_a + n_b)): at most 14.
  ///
  /// Reference: Rychlý 2008, *A lexicographer-friendly association score*.
  public var logDice = Double.nan
  /// (n − n_a n_b / N) / √n. No unit.
  public var tScore = Double.nan
  /// N F_ab − n H(d): the saving if the pair becomes one unit and its distance is encoded.
  public var gain = Double.nan
  /// The mean probability that the two words are linked where they occur, over all trees of their
  /// clause, times log₂ (1 + n).
  public var link = Double.nan
  /// log₂ Σ_d r_ab,d: how much more often than by chance the pair occurs, shrunk towards the
  /// classes of its words.
  public var logRatio = Double.nan
  /// log₂ of the ratio of the counts in this order and in the other, each plus ½.
  public var direction = Double.nan

  init() {}

  /// Creates a pair from its counts alone.
  ///
  /// - Parameter count: The count; `nil`: the sum of the distances, at most `Int.max`.
  public init(first: String, second: String, count: Int? = nil, distances: [Int] = []) {
    (self.first, self.second, self.distances) = (first, second, distances)
    self.count =
      count
      ?? distances.reduce(0) {
        let (sum, overflow) = $0.addingReportingOverflow($1)
        return overflow ? ($1 < 0 ? .min : .max) : sum
      }
  }

  /// The most frequent distance, the shortest of equals; 0 if the distances are unknown.
  public var peak: Int { distances.firstIndex(of: distances.max() ?? 0).map { $0 + 1 } ?? 0 }

  /// H(d), the entropy of the distance; NaN if the distances are unknown.
  public var spread: Double { distances.isEmpty ? .nan : Bits.from(nats: entropyOfDistance) }

  /// In nats.
  private var entropyOfDistance: Double {
    let total = Double(max(1, count))
    return distances.reduce(0) { sum, count in
      count == 0 ? sum : sum - Double(count) / total * log(Double(count) / total)
    }
  }

  /// How much the distances of a pair differ between two corpora: the Jensen–Shannon divergence of
  /// their distributions in bits, from 0 for equal shares to 1 for no distance in common; `nil` if
  /// one of them is unknown.
  ///
  /// Reference: Lin 1991, *Divergence Measures Based on the Shannon Entropy*.
  package static func distanceChange(_ one: [Int], _ other: [Int]) -> Double? {
    let totals = (one.reduce(0.0) { $0 + Double($1) }, other.reduce(0.0) { $0 + Double($1) })
    guard totals.0 > 0, totals.1 > 0 else { return nil }
    var change = 0.0
    for index in 0..<max(one.count, other.count) {
      let p = index < one.count ? Double(one[index]) / totals.0 : 0
      let q = index < other.count ? Double(other[index]) / totals.1 : 0
      for share in [p, q] where share > 0 { change += share / 2 * log2(2 * share / (p + q)) }
    }
    return min(1, max(0, change))
  }
}

extension Collocation {
  /// The counts from which the figures of a pair are computed.
  struct Marginals {
    /// n_a and n_b.
    var first: Int
    var second: Int
    /// N.
    var units: Int
  }

  /// Creates a pair and computes its figures from its counts.
  init(first: String, second: String, distances: [Int], _ marginals: Marginals) {
    self.init(first: first, second: second, distances: distances)
    let (n, a, b) = (Double(count), Double(marginals.first), Double(marginals.second))
    let information = log(n / a * Double(marginals.units) / b)
    pointwiseInformation = Bits.from(nats: information)
    normalizedInformation =
      count >= marginals.units ? 1 : information / -log(n / Double(marginals.units))
    // If both words are equal, the rest are not among the other units, which may be fewer.
    let rest = max(0, marginals.second - count)
    let likelihood = Keyness.logLikelihood(
      count, of: marginals.first, rest, of: max(rest, marginals.units - marginals.first))
    logLikelihood = information < 0 ? -likelihood : likelihood
    logDice = 14 + log2(2 * n / Double(marginals.first + marginals.second))
    tScore = (n - a * b / Double(max(1, marginals.units))) / max(1, n).squareRoot()
    let merged =
      MergeGain.total(
        count: count, parts: [marginals.first, marginals.second], areDistinct: first != second,
        units: marginals.units) ?? 0
    gain = Bits.from(nats: merged - n * entropyOfDistance)
  }
}

extension Collocation {
  /// A figure that collocations can be ranked by; its raw value is the name of its column.
  public enum Measure: String, CaseIterable, Sendable {
    case count = "n"
    case peak
    case spread
    case pointwiseInformation = "pmi"
    case normalizedInformation = "npmi"
    case logLikelihood = "g2"
    case logDice = "log_dice"
    case tScore = "t"
    case gain
    case link
    case logRatio = "log2_r"
    case direction

    /// The value of a collocation.
    public func value(of pair: Collocation) -> Double {
      switch self {
      case .count: Double(pair.count)
      case .peak: Double(pair.peak)
      case .spread: pair.spread
      case .pointwiseInformation: pair.pointwiseInformation
      case .normalizedInformation: pair.normalizedInformation
      case .logLikelihood: pair.logLikelihood
      case .logDice: pair.logDice
      case .tScore: pair.tScore
      case .gain: pair.gain
      case .link: pair.link
      case .logRatio: pair.logRatio
      case .direction: pair.direction
      }
    }
  }
}
