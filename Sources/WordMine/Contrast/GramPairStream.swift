import WordMineBase
import WordMineText

/// The windows of a counts file, in order, cut to some atoms; windows that are then alike follow each
/// other.
struct GramSource: ~Copyable {
  /// `nil` where nothing is read.
  private var reader: NGramCountsReader?
  private let ranks: [UInt32]
  private let length: Int
  /// `nil` after the last.
  private(set) var key: GramKey?
  private(set) var count = 0
  /// All windows so far: one begins with each atom.
  private(set) var total = 0

  /// - Parameter ranks: The ranks to use, by those in the file.
  init(_ reader: consuming NGramCountsReader, ranks: [UInt32], length: Int) throws(InputError) {
    self.reader = .some(reader)
    self.ranks = ranks
    self.length = length
    key = nil
    try advance()
  }

  /// No windows.
  init() {
    reader = nil
    ranks = []
    length = 1
    key = nil
  }

  mutating func advance() throws(InputError) {
    guard let window = try reader?.next() else {
      key = nil
      return
    }
    key = GramKey(window, length: length, ranks: ranks.span)
    count = window.count
    total &+= window.count
  }
}

/// The n-grams of one or two counts files, each with its counts in both: a merge of sorted streams.
///
/// An n-gram is complete when a window comes that does not begin with it; what was counted then goes on
/// to the n-gram without its last atom.
struct GramPairStream: ~Copyable {
  private var first: GramSource
  private var second: GramSource

  init(_ first: consuming GramSource, _ second: consuming GramSource = GramSource()) {
    self.first = first
    self.second = second
  }

  /// Calls `body` with each n-gram of up to as many atoms as the windows were cut to, its length and
  /// its counts. N-grams of one length come in order.
  ///
  /// - Parameters:
  ///   - workers: Only the interrupt and the progress are used.
  ///   - atoms: The greatest rank.
  /// - Returns: How many atoms were counted in both files.
  /// - Complexity: O(windows) time, O(1) memory.
  mutating func visit(
    _ workers: Workers, atoms: Int,
    _ body: (_ gram: GramKey, _ length: Int, _ first: Int, _ second: Int) throws -> Void
  ) throws -> (first: Int, second: Int) {
    var firstCounts = InlineArray<9, Int>(repeating: 0)
    var secondCounts = InlineArray<9, Int>(repeating: 0)
    var previous = GramKey.empty
    var open = 0
    var check = InterruptCheck(workers)
    while true {
      let (one, other) = (first.key, second.key)
      let next: GramKey? =
        if let one, let other { other < one ? other : one } else { one ?? other }
      let shared = next.map { min(open, $0.sharedPrefix(previous)) } ?? 0
      while open > shared {
        let (a, b) = (firstCounts[open], secondCounts[open])
        try body(previous.prefix(open), open, a, b)
        firstCounts[open] = 0
        secondCounts[open] = 0
        open &-= 1
        firstCounts[open] &+= a
        secondCounts[open] &+= b
      }
      guard let next else { break }
      try check.step("comparing", Int(next[0]), of: atoms)
      open = next.length
      if one == next {
        firstCounts[open] &+= first.count
        try first.advance()
      }
      if other == next {
        secondCounts[open] &+= second.count
        try second.advance()
      }
      previous = next
    }
    try workers.report("comparing", 1)
    return (first.total, second.total)
  }
}

extension JointAtoms {
  func text(_ gram: GramKey) -> String {
    String(decoding: gram.atoms.flatMap { texts[Int($0)] }, as: UTF8.self)
  }
}
