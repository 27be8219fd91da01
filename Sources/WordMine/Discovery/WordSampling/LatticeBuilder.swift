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

  /// Bytes that are still to come for each word, edge and node of the lattice: the counts of words and their
  /// entropies; the first pair of an edge and its pairs; the factor and the mark of a node.
  private static let (bytesPerWord, bytesPerEdge, bytesPerNode) = (32, 20, 8)

  /// What the lattice takes, in bytes, once pairs are numbered and counted.
  private var memory: Int {
    words.memory + Self.bytesPerWord * words.count + (4 + Self.bytesPerEdge) * edgeWords.count
      + (9 + Self.bytesPerNode) * positions.count
  }

  /// Builds a lattice with the widest gate, of halves of the one that is given, for which there is memory.
  ///
  /// - Returns: Also the gate.
  static func fitting(
    in memory: Int, _ text: AtomSequence, logits: SharedArray<Float>.View, gate: Float,
    maximumLength: Int
  ) -> (builder: LatticeBuilder, gate: Float) {
    var gate = gate
    while true {
      let builder = LatticeBuilder(
        text, logits: logits, gate: gate, maximumLength: maximumLength,
        memory: gate > 0 ? memory : .max)
      if builder.isWhole { return (builder, gate) }
      gate = gate > 0.01 ? gate / 2 : 0
    }
  }

  /// Whether there was memory for all of the text.
  private(set) var isWhole = true

  /// - Parameters:
  ///   - logits: The boundary model's logit for each gap.
  ///   - memory: What the lattice may take, in bytes.
  ///   - maximumLength: The greatest word length in atoms.
  /// - Complexity: O(atoms).
  init(
    _ text: AtomSequence, logits: SharedArray<Float>.View, gate: Float, maximumLength: Int,
    memory: Int = .max
  ) {
    self.text = text
    self.maximumLength = maximumLength
    words = WordList(text)
    var piece = GatedPiece()
    ClausePieces.visit(text.ids, text.range, logits) {
      if isWhole {
        piece.set($0, logits, gate: gate, longestJoint: maximumLength - 1)
        append(piece)
        isWhole = self.memory <= memory
      }
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
