import Glibc
import WordMineBase

/// What a corpus knows of a string: why it is a word, or none. Information in nats.
package struct WordExplanation: Equatable, Sendable {
  /// In folded form.
  package var text: String
  /// The folded atoms; none if the string is not one clause, so that no text holds it.
  package var atoms: [String]
  /// Occurrences, as a word or not.
  package var count = 0
  /// The ways to part it in two, from the left.
  package var splits: [Split] = []
  package var left = Neighbours()
  package var right = Neighbours()
  /// What the whole text saves when the string is one unit; `nil` where `MergeGain` is not defined.
  package var gain: Double?
  /// What the segmentation does with it; `nil` if there is none.
  package var uses: Uses?
  package var contexts: [Context] = []

  /// Two parts of a string.
  package struct Split: Equatable, Sendable {
    package var left: Counted
    package var right: Counted
    /// The pointwise mutual information of the two: ln(n N / (n_l n_r)).
    package var cohesion: Double
  }

  /// A string, and how often it occurs.
  package struct Counted: Equatable, Sendable {
    package var text: String
    package var count: Int

    package init(text: String, count: Int) { (self.text, self.count) = (text, count) }
  }

  /// The atoms beside a string.
  package struct Neighbours: Equatable, Sendable {
    /// How many different ones there are.
    package var different = 0
    /// How often there is none, because a clause begins or ends.
    package var edges = 0
    /// ln c − (1/c) Σ n ln n, where each edge is a neighbour of its own.
    package var entropy = 0.0
    /// Most frequent first, then by code point.
    package var frequent: [Counted] = []
  }

  /// What a segmentation does with the occurrences of a string.
  package struct Uses: Equatable, Sendable {
    package var word = 0
    /// A word begins inside.
    package var broken = 0
    /// A part of a longer word.
    package var swallowed = 0
    /// The most frequent longer words.
    package var longer: [Counted] = []
    /// The most frequent ways it is broken, with `|` at the cuts.
    package var breaks: [Counted] = []
  }

  /// An occurrence in its line.
  package struct Context: Equatable, Sendable {
    package var before: String
    package var word: String
    package var after: String
  }

  /// The split with the least cohesion; of equal ones, the first.
  package var weakest: Split? { splits.min { $0.cohesion < $1.cohesion } }
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
      entropy = max(0, log(total) - sum / total)
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
