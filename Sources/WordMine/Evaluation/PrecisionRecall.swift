/// How well what was found agrees with a gold standard.
public struct PrecisionRecall: Equatable, Sendable {
  /// How many there are in the gold standard.
  public var gold = 0
  /// How many were found.
  public var found = 0
  /// How many of the found are right.
  public var right = 0

  public init(gold: Int = 0, found: Int = 0, right: Int = 0) {
    self.gold = gold
    self.found = found
    self.right = right
  }

  /// right / found; 0 if nothing was found.
  public var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }

  /// right / gold; 0 if there is no gold.
  public var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }

  /// The harmonic mean of precision and recall.
  public var f1: Double { Self.harmonicMean(precision, recall) }

  /// 2ab / (a + b); 0 if both are.
  static func harmonicMean(_ a: Double, _ b: Double) -> Double {
    a + b == 0 ? 0 : 2 * a * b / (a + b)
  }
}
