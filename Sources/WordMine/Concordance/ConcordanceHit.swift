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
  /// What hits are sorted by, in the order of bytes; equal ones keep the order of the text.
  public func key(of hit: ConcordanceHit) -> [UInt8] {
    switch self {
    case .text: []
    case .left: Self.key([hit.left.reversed()])
    case .right: Self.key([hit.right])
    case .slot: Self.key(hit.slots)
    }
  }

  /// Lists of words: a list before one that goes on, and a word before one that goes on.
  private static func key(_ lists: [[String]]) -> [UInt8] {
    Array(
      lists.map { Array($0.map { Array($0.utf8) }.joined(separator: [1])) }.joined(separator: [0]))
  }
}
