import Glibc
import WordMineBase

/// What a corpus says about a string: why it is a word, or is not. Information is in bits.
public struct WordExplanation: Equatable, Sendable {
  /// In folded form.
  public var text: String
  /// The folded atoms; none if the string is not one clause, so that no text holds it.
  public var atoms: [String]
  /// Occurrences, as a word or not.
  public var count = 0
  /// The places at which it can be split in two, from the left.
  public var splits: [Split] = []
  public var left = Neighbours()
  public var right = Neighbours()
  /// What the whole text saves when the string is one unit; `nil` where that is not defined.
  public var gain: Double?
  /// What the segmentation does with it; `nil` if there is none.
  public var uses: Uses?
  /// Its place in the list of terms that a dictionary makes of the text; `nil` without a dictionary, or if
  /// it is not in the list.
  public var term: Term?
  public var contexts: [Context] = []

  /// Two parts of a string.
  public struct Split: Equatable, Sendable {
    public var left: Counted
    public var right: Counted
    /// The pointwise mutual information of the two: log₂(n N / (n_l n_r)).
    public var cohesion: Double
  }

  /// A string, and how often it occurs.
  public struct Counted: Equatable, Sendable {
    public var text: String
    public var count: Int

    public init(text: String, count: Int) { (self.text, self.count) = (text, count) }
  }

  /// The atoms beside a string.
  public struct Neighbours: Equatable, Sendable {
    /// How many different ones there are.
    public var different = 0
    /// How often there is none, because a clause begins or ends.
    public var edges = 0
    /// log₂ c − (1/c) Σ n log₂ n, where each edge is a neighbour of its own.
    public var entropy = 0.0
    /// Most frequent first, then by code point.
    public var frequent: [Counted] = []
  }

  /// What a segmentation does with the occurrences of a string.
  public struct Uses: Equatable, Sendable {
    /// It is a word of its own.
    public var word = 0
    /// A word begins inside.
    public var broken = 0
    /// A part of a longer word.
    public var swallowed = 0
    /// The most frequent longer words.
    public var longer: [Counted] = []
    /// The most frequent ways it is broken, with `|` at the cuts.
    public var breaks: [Counted] = []
  }

  /// What a string is ranked by as a term.
  public struct Term: Equatable, Sendable {
    /// The factors.
    public var termhood: Termhood
    /// Uses.
    public var count: Int

    public init(termhood: Termhood, count: Int) {
      (self.termhood, self.count) = (termhood, count)
    }

    /// What the list is ranked by.
    public var score: Double { termhood.score(count: count) }
  }

  /// An occurrence in its line.
  public struct Context: Equatable, Sendable {
    public var before: String
    public var word: String
    public var after: String
  }

  /// The split with the least cohesion; of equal ones, the first.
  public var weakest: Split? { splits.min { $0.cohesion < $1.cohesion } }
}

extension WordExplanation.Neighbours {
  /// - Parameters:
  ///   - counts: Of neighbours, by their text.
  ///   - limit: The most that are named.
  init(_ counts: [String: Int], edges: Int, limit: Int) {
    different = counts.count
    self.edges = edges
    let total = Double(counts.values.reduce(edges, +))
    if total > 0 {
      // In a fixed order, so that rounding does not depend on that of the dictionary.
      let sum = counts.values.sorted().reduce(0) { $0 + Double($1) * log(Double($1)) }
      entropy = Bits.from(nats: max(0, log(total) - sum / total))
    }
    frequent = WordExplanation.mostFrequent(counts, limit: limit)
  }
}

extension WordExplanation {
  /// Most frequent first, then by code point.
  static func mostFrequent(_ counts: [String: Int], limit: Int) -> [Counted] {
    let sorted = counts.map { Counted(text: $0.key, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.text.utf8Precedes($1.text)
    }
    return Array(sorted.prefix(limit))
  }
}
