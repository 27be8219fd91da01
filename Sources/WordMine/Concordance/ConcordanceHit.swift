/// One place where a pattern stands.
public struct ConcordanceHit: Sendable, Equatable {
  /// Words that the pattern names, or what stands between those.
  public struct Part: Sendable, Equatable {
    public var words: [String]
    public var isSlot: Bool
  }

  /// The line of the text, from 0.
  public var line: Int
  /// The words before; the nearest is the last.
  public var left: [String]
  /// What was found. Between two words there is a slot, even if nothing is in it.
  public var parts: [Part]
  /// The words behind.
  public var right: [String]

  /// What was found, word by word.
  public var match: [String] { parts.flatMap(\.words) }

  /// What fills the slots.
  public var slots: [[String]] { parts.filter(\.isSlot).map(\.words) }
}

extension Concordance {
  /// What the lines are sorted by.
  public enum Order: String, CaseIterable, Sendable {
    /// As they stand in the text.
    case text
    /// By the words before, the nearest first.
    case left
    /// By the words behind.
    case right
    /// By what fills the slots, the first one first, or stands between two words.
    case slot
  }
}

extension Concordance.Order {
  /// Whether one hit comes before another; equal ones keep the order of the text.
  public func precedes(_ one: ConcordanceHit, _ other: ConcordanceHit) -> Bool? {
    switch self {
    case .text: nil
    case .left: Self.precedes(one.left.reversed(), other.left.reversed())
    case .right: Self.precedes(one.right, other.right)
    case .slot:
      zip(one.slots, other.slots).lazy.compactMap { Self.precedes($0, $1) }.first
    }
  }

  /// By the first word that differs, in code-point order; `nil` if none does.
  private static func precedes(_ one: [String], _ other: [String]) -> Bool? {
    for (first, second) in zip(one, other) where first.utf8.elementsEqual(second.utf8) == false {
      return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return one.count == other.count ? nil : one.count < other.count
  }
}
