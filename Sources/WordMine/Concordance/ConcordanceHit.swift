/// One place where a pattern stands.
package struct ConcordanceHit: Sendable, Equatable {
  /// Words that the pattern names, or what stands between those.
  package struct Part: Sendable, Equatable {
    package var words: [String]
    package var isSlot: Bool
  }

  /// The line of the text, from 0.
  package var line: Int
  /// The words before; the nearest is the last.
  package var left: [String]
  /// What was found. Between two words there is a slot, even if nothing is in it.
  package var parts: [Part]
  /// The words behind.
  package var right: [String]

  /// What was found, word by word.
  package var match: [String] { parts.flatMap(\.words) }

  /// What fills the slots.
  package var slots: [[String]] { parts.filter(\.isSlot).map(\.words) }
}

extension Concordance {
  /// What the lines are sorted by.
  package enum Order: String, CaseIterable, Sendable {
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
  package func key(of hit: ConcordanceHit) -> [UInt8] {
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
