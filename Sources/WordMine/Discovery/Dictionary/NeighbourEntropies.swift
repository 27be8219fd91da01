import WordMineText

/// The branching entropies of words, taken from where they stand before the text's are given up.
struct NeighbourEntropies: Sendable {
  private var values: [(left: Float, right: Float)] = []

  /// - Complexity: O(words).
  init<ID: AtomID>(_ uses: WordUses<ID>, right: StringVariations, left: StringVariations) {
    values.reserveCapacity(uses.table.entries.count)
    for number in uses.table.entries.indices {
      let span = uses.table.span(number)
      if span.count <= BranchingEntropy.longest {
        values.append(
          (
            Float(left.entropy(span.upperBound - 1, span.count)),
            Float(right.entropy(span.lowerBound, span.count))
          ))
      } else {
        values.append((.nan, .nan))
      }
    }
  }

  /// What comes before a word, in nats; `nil` beyond four atoms.
  func left(_ number: Int) -> Double? { value(values[number].left) }

  /// What follows a word.
  func right(_ number: Int) -> Double? { value(values[number].right) }

  private func value(_ value: Float) -> Double? { value.isNaN ? nil : Double(value) }
}
