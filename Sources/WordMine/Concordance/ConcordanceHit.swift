import WordMineText

/// A place where a pattern occurs.
public struct ConcordanceHit: Sendable, Equatable {
  /// Words that the pattern names, or what stands between those.
  public struct Part: Sendable, Equatable {
    public var words: [String]
    public var isSlot: Bool
  }

  /// The line of the text, from 1.
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

/// The places where a pattern occurs.
public struct ConcordanceHits: Sendable {
  private var hits: [ConcordanceHit]
  private let slotNames: [String]

  init(_ hits: [ConcordanceHit], slotNames: [String]) {
    (self.hits, self.slotNames) = (hits, slotNames)
  }

  /// The same hits in an order; equal ones in the order of the text.
  ///
  /// - Complexity: O(hits · log).
  public func sorted(by order: Concordance.Order) -> ConcordanceHits {
    guard order != .text else { return self }
    let keyed = hits.enumerated().map { (key: order.key(of: $1), index: $0) }
    let sorted = keyed.sorted {
      $0.key == $1.key ? $0.index < $1.index : $0.key.lexicographicallyPrecedes($1.key)
    }
    return ConcordanceHits(sorted.map { hits[$0.index] }, slotNames: slotNames)
  }
}

extension ConcordanceHits: RandomAccessCollection, TableConvertible {
  public var startIndex: Int { 0 }
  public var endIndex: Int { hits.count }
  public subscript(index: Int) -> ConcordanceHit { hits[index] }

  public var table: Table<ConcordanceHit> {
    Table(
      [.integer("line", { $0.line })] + Table<ConcordanceHit>.hits(slotNames: slotNames).columns)
  }
}

extension Table<ConcordanceHit> {
  /// Hits without their places.
  package static func hits(slotNames: [String]) -> Table {
    func column(
      _ name: String, _ words: @escaping @Sendable (ConcordanceHit) -> [String]
    ) -> Column {
      .text(name, { words($0).joined(separator: " ") })
    }
    let slots = slotNames.enumerated().map { index, name in
      column(name, { $0.slots.dropFirst(index).first ?? [] })
    }
    return Table(
      [column("left", { $0.left }), column("match", { $0.match })] + slots
        + [column("right", { $0.right })])
  }
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
  package func key(of hit: ConcordanceHit) -> [UInt8] {
    switch self {
    case .text: []
    case .left: Self.key([hit.left.reversed()])
    case .right: Self.key([hit.right])
    case .slot: Self.key(hit.slots)
    }
  }

  /// Lists of words: a list before one that continues it, and a word before one that continues it.
  private static func key(_ lists: [[String]]) -> [UInt8] {
    Array(
      lists.map { Array($0.map { Array($0.utf8) }.joined(separator: [1])) }.joined(separator: [0]))
  }
}
