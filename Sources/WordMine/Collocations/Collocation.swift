import Glibc

/// Two words of which one follows the other, in a clause, more often than by chance; information in
/// nats.
package struct Collocation: Sendable, Equatable {
  package var first: String
  package var second: String
  /// How often the second follows the first, by distance from 1. Each occurrence of a word is in one
  /// pair at most: nothing of the two stands between.
  package var counts: [Int]
  /// Occurrences of each word, and of all words.
  package var firstCount: Int
  package var secondCount: Int
  package var units: Int
  /// How likely the two are linked where they occur, by all ways to link the clause, times ln(1 + n).
  package var link: Double
  /// ln Σ_d r_ab,d: how much more often than by chance, shrunk towards the classes of the words.
  package var logRatio: Double
  /// ln of how much more often the two stand in this order than in the other.
  package var direction: Double

  /// n.
  package var count: Int { counts.reduce(0, +) }

  /// The distance at which they stand most often; the shortest of equals.
  package var peak: Int { (counts.firstIndex(of: counts.max() ?? 0) ?? 0) + 1 }

  /// H(d), the entropy of the distance.
  package var spread: Double {
    let total = Double(max(1, count))
    return counts.reduce(0) { sum, count in
      count == 0 ? sum : sum - Double(count) / total * log(Double(count) / total)
    }
  }

  /// ln (n N / (n_a n_b)).
  package var pointwiseInformation: Double {
    log(Double(count) / Double(firstCount) * Double(units) / Double(secondCount))
  }

  /// The same over −ln (n/N): at most 1.
  package var normalizedInformation: Double {
    count >= units ? 1 : pointwiseInformation / -log(Double(count) / Double(units))
  }

  /// Dunning's G², negative where they stand together less often than by chance.
  package var logLikelihood: Double {
    // Of two equal words, those that are in no pair are not elsewhere.
    let rest = max(0, secondCount - count)
    let value = Keyness.logLikelihood(
      count, of: firstCount, rest, of: max(rest, units - firstCount))
    return pointwiseInformation < 0 ? -value : value
  }

  /// 14 + log₂ (2 n / (n_a + n_b)): at most 14.
  ///
  /// Reference: Rychlý 2008, *A lexicographer-friendly association score*.
  package var logDice: Double {
    14 + log2(2 * Double(count) / Double(firstCount + secondCount))
  }

  /// (n − n_a n_b / N) / √n.
  package var tScore: Double {
    let expected = Double(firstCount) * Double(secondCount) / Double(max(1, units))
    return (Double(count) - expected) / Double(max(1, count)).squareRoot()
  }

  /// N F_ab − n H(d): what the corpus saves if the pair becomes one unit and the distance is told.
  package var gain: Double {
    let merged =
      MergeGain.total(
        count: count, parts: [firstCount, secondCount], areDistinct: first != second,
        units: units) ?? 0
    return merged - Double(count) * spread
  }
}
