import WordMineText

/// The ways to cut a text into words that are still open.
///
/// A gap of which the boundary model is sure, |z| > `gate`, is a cut or a joint for good. Words between
/// two sure cuts are *fixed*; a *region* is a stretch between fixed words. Given the fixed words on both
/// sides, regions do not depend on each other.
///
/// In a region, a *node* is a gap that is no joint, or an end; an *edge* is a word between two nodes,
/// with no sure cut inside.
struct WordLattice<ID: AtomID>: Sendable {
  /// One stretch that is open.
  struct Region: Sendable {
    /// Its nodes; the next region's follow.
    var firstNode: UInt32
    /// The fixed word before it, or the beginning of the clause.
    var before: UInt32
    /// The fixed word after it; `none` at the end of the clause.
    var after: UInt32
    /// The pairs of the last words and the one after.
    var firstAfterPair: UInt32 = 0
  }

  static var none: UInt32 { .max }

  private(set) var words: WordList<ID>
  private(set) var regions: [Region] = []
  /// The positions of the nodes: a word begins there, or the region ends.
  private(set) var positions: [UInt32] = []
  private(set) var isSureCut: [Bool] = []
  /// The first edge that ends at each node; one more at the end. Edge number i there begins i + 1 nodes
  /// before.
  private(set) var firstEdges: [UInt32] = []
  /// The word of each edge.
  private(set) var edgeWords: [UInt32] = []
  /// Where the pairs of each edge begin: one for each edge that ends where it begins.
  private(set) var firstPairs: [UInt32] = []
  /// The number of each pair of words; 0 for those that occur once in the whole lattice.
  private(set) var pairs: [UInt32] = []
  /// One more than the largest number of a pair.
  private(set) var pairCount = 1
  /// The pairs of fixed words, and their numbers.
  private(set) var fixedPairs: [(before: UInt32, word: UInt32, pair: UInt32)] = []

  /// Where fixed words begin.
  private(set) var fixedStarts: [UInt32] = []

  private let maximumLength: Int

  /// - Parameters:
  ///   - logits: What the boundary model thinks of each gap.
  ///   - maximumLength: The most atoms of a word.
  /// - Complexity: O(atoms) time; about 20 bytes an atom at a gate of 2.
  init(
    _ text: DiscoveryText<ID>, logits: SharedArray<Float>.View, gate: Float, maximumLength: Int
  ) {
    words = WordList(text)
    self.maximumLength = maximumLength
    var piece = GatedPiece(logits: logits, gate: gate, longestJoint: maximumLength - 1)
    var start = text.range.lowerBound
    while start < text.range.upperBound {
      if text.ids[start] == 0 {
        start += 1
        continue
      }
      var end = start + 1
      while text.ids[end] != 0, end - start < Self.longestPiece { end += 1 }
      if text.ids[end] != 0 { end = Self.bestEnd(start..<end, logits) }
      piece.set(start..<end)
      append(piece)
      start = end
    }
    firstEdges.append(UInt32(edgeWords.count))
    regions.append(
      Region(firstNode: UInt32(positions.count), before: Self.none, after: Self.none))
    numberPairs()
  }

  /// Long clauses are cut into pieces of at most so many atoms.
  private static var longestPiece: Int { 2048 }

  /// The likeliest cut among the last gaps of a piece.
  private static func bestEnd(_ piece: Range<Int>, _ logits: SharedArray<Float>.View) -> Int {
    var best = piece.upperBound
    for position in piece.upperBound - 32..<piece.upperBound where logits[position] > logits[best] {
      best = position
    }
    return best
  }

  var regionCount: Int { regions.count - 1 }

  func nodes(_ region: Int) -> Range<Int> {
    Int(regions[region].firstNode)..<Int(regions[region + 1].firstNode)
  }

  private mutating func append(_ piece: GatedPiece) {
    var before = WordList<ID>.clauseStart
    var index = 0
    while index < piece.nodes.count - 1 {
      if piece.isFixed(index) {
        let word = insert(piece, index, index + 1)
        fixedStarts.append(UInt32(piece.nodes[index]))
        if before == Self.none {
          regions[regions.count - 1].after = word
        } else {
          fixedPairs.append((before, word, 0))
        }
        before = word
        index += 1
        continue
      }
      let first = index
      while index < piece.nodes.count - 1, !piece.isFixed(index) { index += 1 }
      appendRegion(piece, first...index, before: before)
      before = Self.none
    }
  }

  private mutating func insert(_ piece: GatedPiece, _ start: Int, _ end: Int) -> UInt32 {
    words.insert(piece.nodes[start], piece.nodes[end] - piece.nodes[start])
  }

  private mutating func appendRegion(
    _ piece: GatedPiece, _ nodes: ClosedRange<Int>, before: UInt32
  ) {
    regions.append(
      Region(firstNode: UInt32(positions.count), before: before, after: Self.none))
    for node in nodes {
      positions.append(UInt32(piece.nodes[node]))
      isSureCut.append(piece.isSure[node])
      firstEdges.append(UInt32(edgeWords.count))
      var start = node - 1
      while start >= nodes.lowerBound, piece.nodes[node] - piece.nodes[start] <= maximumLength {
        edgeWords.append(insert(piece, start, node))
        if piece.isSure[start] { break }
        start -= 1
      }
    }
  }

  // MARK: Pairs

  /// Numbers the pairs that occur more than once.
  private mutating func numberPairs() {
    var seen = OnceFilter(expecting: 2 * edgeWords.count + fixedPairs.count)
    forEachPair { seen.insert($0) }
    var table = KeyTable(expecting: edgeWords.count / 4)
    _ = table.insert(0)
    var numbers: [UInt32] = []
    numbers.reserveCapacity(pairs.capacity)
    func number(_ key: UInt64) -> UInt32 { seen.isRepeated(key) ? table.insert(key) : 0 }
    for index in fixedPairs.indices {
      let (before, word, _) = fixedPairs[index]
      fixedPairs[index].pair = number(Self.key(before, word))
    }
    firstPairs.reserveCapacity(edgeWords.count + 1)
    for region in 0..<regionCount {
      let nodes = nodes(region)
      for node in nodes {
        for (edge, start) in edges(node) {
          firstPairs.append(UInt32(numbers.count))
          if start == nodes.lowerBound {
            numbers.append(number(Self.key(regions[region].before, edgeWords[edge])))
            continue
          }
          for (first, _) in edges(start) {
            numbers.append(number(Self.key(edgeWords[first], edgeWords[edge])))
          }
        }
      }
      regions[region].firstAfterPair = UInt32(numbers.count)
      let after = regions[region].after
      if after == Self.none { continue }
      for (edge, _) in edges(nodes.upperBound - 1) {
        numbers.append(number(Self.key(edgeWords[edge], after)))
      }
    }
    pairs = numbers
    pairCount = table.count
  }

  private func forEachPair(_ body: (UInt64) -> Void) {
    for (before, word, _) in fixedPairs { body(Self.key(before, word)) }
    for region in 0..<regionCount {
      let nodes = nodes(region)
      let (before, after) = (regions[region].before, regions[region].after)
      for node in nodes {
        for (edge, start) in edges(node) {
          if start == nodes.lowerBound { body(Self.key(before, edgeWords[edge])) }
          for (first, _) in edges(start) where start != nodes.lowerBound {
            body(Self.key(edgeWords[first], edgeWords[edge]))
          }
        }
      }
      if after == Self.none { continue }
      for (edge, _) in edges(nodes.upperBound - 1) { body(Self.key(edgeWords[edge], after)) }
    }
  }

  /// The edges that end at a node, with the nodes where they begin.
  private func edges(_ node: Int) -> some Sequence<(Int, Int)> {
    zip(
      Int(firstEdges[node])..<Int(firstEdges[node + 1]),
      stride(from: node - 1, through: 0, by: -1))
  }

  private static func key(_ before: UInt32, _ word: UInt32) -> UInt64 {
    // Words have numbers from 1, so no pair has the key 0.
    UInt64(before) &<< 32 | UInt64(word)
  }
}

/// A piece of a clause with the sure gaps told from the others.
struct GatedPiece {
  let logits: SharedArray<Float>.View
  let gate: Float
  /// More joints than these in a row are open.
  let longestJoint: Int
  /// Both ends, and the gaps that are no sure joints.
  private(set) var nodes: [Int] = []
  /// Whether each node is an end or a sure cut.
  private(set) var isSure: [Bool] = []

  init(logits: SharedArray<Float>.View, gate: Float, longestJoint: Int) {
    self.logits = logits
    self.gate = gate
    self.longestJoint = longestJoint
  }

  mutating func set(_ piece: Range<Int>) {
    nodes.removeAll(keepingCapacity: true)
    isSure.removeAll(keepingCapacity: true)
    nodes.append(piece.lowerBound)
    isSure.append(true)
    for position in piece.dropFirst() where logits[position] >= -gate {
      append(position, isSure: logits[position] > gate)
    }
    append(piece.upperBound, isSure: true)
  }

  /// Whether nothing is open between a node and the next.
  func isFixed(_ node: Int) -> Bool { isSure[node] && isSure[node + 1] }

  private mutating func append(_ position: Int, isSure sure: Bool) {
    let last = nodes[nodes.count - 1]
    if position - last - 1 > longestJoint {
      for open in last + 1..<position {
        nodes.append(open)
        isSure.append(false)
      }
    }
    nodes.append(position)
    isSure.append(sure)
  }
}

/// Tells what was seen more than once, in two maps of bits; now and then also something seen once.
struct OnceFilter {
  private let once: SharedArray<UInt64>
  private let again: SharedArray<UInt64>

  init(expecting count: Int) {
    var words = 1 << 10
    while words * 8 < count { words *= 2 }
    once = SharedArray(zeros: words)
    again = SharedArray(zeros: words)
  }

  @inline(__always) private func place(_ key: UInt64) -> (Int, UInt64) {
    let hash = Mixing.hash(key)
    return (Int(truncatingIfNeeded: hash &>> 6) & (once.count - 1), 1 &<< (hash & 63))
  }

  @inline(__always) mutating func insert(_ key: UInt64) {
    let (word, bit) = place(key)
    if once.view[word] & bit != 0 { again.view[word] |= bit } else { once.view[word] |= bit }
  }

  @inline(__always) func isRepeated(_ key: UInt64) -> Bool {
    let (word, bit) = place(key)
    return again.view[word] & bit != 0
  }
}
