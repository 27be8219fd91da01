/// How far what was found agrees with what is right.
package struct PrecisionRecall: Equatable, Sendable {
  /// How many there are in the gold standard.
  package var gold = 0
  /// How many were found.
  package var found = 0
  /// How many of the found are right.
  package var right = 0

  package init(gold: Int = 0, found: Int = 0, right: Int = 0) {
    self.gold = gold
    self.found = found
    self.right = right
  }

  /// right / found; 0 if nothing was found.
  package var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }

  /// right / gold; 0 if there is no gold.
  package var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }

  /// The harmonic mean of precision and recall.
  package var f1: Double {
    let sum = precision + recall
    return sum == 0 ? 0 : 2 * precision * recall / sum
  }
}
