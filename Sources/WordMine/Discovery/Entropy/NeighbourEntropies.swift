import WordMineText

/// The branching entropies of the strings of a text, in both directions.
struct NeighbourEntropies: Sendable {
  let right: StringVariations
  let left: StringVariations

  /// The entropies of a word.
  struct Values: Sendable {
    /// Of what comes before and of what follows, in nats; not a number beyond four atoms.
    var left = Float.nan
    var right = Float.nan
  }

  func values(_ span: Range<Int>) -> Values {
    guard (1...BranchingEntropy.longest).contains(span.count) else { return Values() }
    return Values(
      left: Float(left.entropy(span.upperBound - 1, span.count)),
      right: Float(right.entropy(span.lowerBound, span.count)))
  }
}
