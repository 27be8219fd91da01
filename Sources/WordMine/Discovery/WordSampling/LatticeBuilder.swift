import WordMineBase
import WordMineText

/// Finds the nodes and edges of a `WordLattice`.
struct LatticeBuilder {
  private let text: AtomSequence
  private let maximumLength: Int
  private(set) var words: WordList
  private(set) var regions: [LatticeRegion] = []
  private(set) var positions: [UInt32] = []
  private(set) var isSureCut: [UInt8] = []
  private(set) var firstEdges: [UInt32] = []
  private(set) var edgeWords: [UInt32] = []
  private(set) var fixedPairs: [FixedPair] = []
  private(set) var fixedStarts: [UInt32] = []

  /// - Parameters:
  ///   - logits: The boundary model's logit for each gap.
  ///   - maximumLength: The greatest word length in atoms.
  /// - Complexity: O(atoms).
  init(
    _ text: AtomSequence, logits: SharedArray<Float>.View, gate: Float, maximumLength: Int
  ) {
    self.text = text
    self.maximumLength = maximumLength
    words = WordList(text)
    var piece = GatedPiece(logits: logits, gate: gate, longestJoint: maximumLength - 1)
    ClausePieces.visit(text.ids, text.range, logits) {
      piece.set($0)
      append(piece)
    }
    firstEdges.append(UInt32(edgeWords.count))
    regions.append(.init(firstNode: UInt32(positions.count), before: .max, after: .max))
  }

  private mutating func append(_ piece: GatedPiece) {
    var before = WordList.clauseStart
    var index = 0
    while index < piece.nodes.count - 1 {
      if piece.isFixed(index) {
        let word = insert(piece, index, index + 1)
        fixedStarts.append(UInt32(piece.nodes[index]))
        if before == LatticeRegion.none {
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
      before = LatticeRegion.none
    }
  }

  private mutating func insert(_ piece: GatedPiece, _ start: Int, _ end: Int) -> UInt32 {
    words.insert(piece.nodes[start], piece.nodes[end] - piece.nodes[start])
  }

  private mutating func appendRegion(
    _ piece: GatedPiece, _ nodes: ClosedRange<Int>, before: UInt32
  ) {
    regions.append(
      .init(firstNode: UInt32(positions.count), before: before, after: LatticeRegion.none))
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
