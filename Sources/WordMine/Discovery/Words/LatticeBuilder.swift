import WordMineText

/// Finds the nodes and edges of a `WordLattice`.
struct LatticeBuilder<ID: AtomID> {
  private let text: DiscoveryText<ID>
  private let maximumLength: Int
  private(set) var words: WordList<ID>
  private(set) var regions: [WordLattice<ID>.Region] = []
  private(set) var positions: [UInt32] = []
  private(set) var isSureCut: [UInt8] = []
  private(set) var firstEdges: [UInt32] = []
  private(set) var edgeWords: [UInt32] = []
  private(set) var fixedPairs: [WordLattice<ID>.FixedPair] = []
  private(set) var fixedStarts: [UInt32] = []

  /// Long clauses are cut into pieces of at most so many atoms.
  private static var longestPiece: Int { 2048 }

  /// - Parameters:
  ///   - logits: What the boundary model thinks of each gap.
  ///   - maximumLength: The most atoms of a word.
  /// - Complexity: O(atoms).
  init(
    _ text: DiscoveryText<ID>, logits: SharedArray<Float>.View, gate: Float, maximumLength: Int
  ) {
    self.text = text
    self.maximumLength = maximumLength
    words = WordList(text)
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
    regions.append(.init(firstNode: UInt32(positions.count), before: .max, after: .max))
  }

  /// The likeliest cut among the last gaps of a piece.
  private static func bestEnd(_ piece: Range<Int>, _ logits: SharedArray<Float>.View) -> Int {
    var best = piece.upperBound
    for position in piece.upperBound - 32..<piece.upperBound where logits[position] > logits[best] {
      best = position
    }
    return best
  }

  private mutating func append(_ piece: GatedPiece) {
    var before = WordList<ID>.clauseStart
    var index = 0
    while index < piece.nodes.count - 1 {
      if piece.isFixed(index) {
        let word = insert(piece, index, index + 1)
        fixedStarts.append(UInt32(piece.nodes[index]))
        if before == WordLattice<ID>.none {
          regions[regions.count - 1].after = word
        } else {
          fixedPairs.append(.init(before: before, word: word, pair: 0))
        }
        before = word
        index += 1
        continue
      }
      let first = index
      while index < piece.nodes.count - 1, !piece.isFixed(index) { index += 1 }
      appendRegion(piece, first...index, before: before)
      before = WordLattice<ID>.none
    }
  }

  private mutating func insert(_ piece: GatedPiece, _ start: Int, _ end: Int) -> UInt32 {
    words.insert(piece.nodes[start], piece.nodes[end] - piece.nodes[start])
  }

  /// Gives each edge, and after it the pairs of words that it is the second of; after the edges of a
  /// region, the pairs with the fixed word after it.
  func visitPairs(edge: () -> Void, after: () -> Void, pair: (UInt32, UInt32) -> Void) {
    let (firstEdges, words) = (firstEdges.span, edgeWords.span)
    for (index, region) in regions.dropLast().enumerated() {
      let nodes = Int(region.firstNode)..<Int(regions[index + 1].firstNode)
      for node in nodes {
        var start = node
        for second in Int(firstEdges[node])..<Int(firstEdges[node + 1]) {
          start -= 1
          edge()
          if start == nodes.lowerBound { pair(region.before, words[second]) }
          for first in Int(firstEdges[start])..<Int(firstEdges[start + 1]) {
            pair(words[first], words[second])
          }
        }
      }
      after()
      if region.after == WordLattice<ID>.none { continue }
      for last in Int(firstEdges[nodes.upperBound - 1])..<Int(firstEdges[nodes.upperBound]) {
        pair(words[last], region.after)
      }
    }
  }

  private mutating func appendRegion(
    _ piece: GatedPiece, _ nodes: ClosedRange<Int>, before: UInt32
  ) {
    regions.append(
      .init(firstNode: UInt32(positions.count), before: before, after: WordLattice<ID>.none))
    for node in nodes {
      positions.append(UInt32(piece.nodes[node]))
      isSureCut.append(piece.isSure[node] ? 1 : 0)
      firstEdges.append(UInt32(edgeWords.count))
      var start = node - 1
      while start >= nodes.lowerBound, piece.nodes[node] - piece.nodes[start] <= maximumLength {
        edgeWords.append(insert(piece, start, node))
        if piece.isSure[start] { break }
        start -= 1
      }
    }
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
