import WordMineBase
import WordMineText

/// The branching entropies of the strings of a text, in both directions.
struct NeighbourEntropies: Sendable {
  let right: StringVariations
  let left: StringVariations

  /// The entropies of a word.
  struct Values: Sendable {
    /// Entropies of the left and right neighbours, in nats; NaN for words of more than four atoms.
    var left = Float.nan
    var right = Float.nan
  }

  func values(_ span: Range<Int>) -> Values {
    guard (1...AtomSequence.longestWord).contains(span.count) else { return Values() }
    return Values(
      left: Float(left.entropy(span.upperBound - 1, span.count)),
      right: Float(right.entropy(span.lowerBound, span.count)))
  }
}
