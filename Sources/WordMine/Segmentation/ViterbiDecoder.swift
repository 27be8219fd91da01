import Glibc
import WordMineBase
import WordMineText

/// Finds the best words of a text with a frozen word model.
///
/// As in sampling, gaps of which the boundary model is sure are settled; between them, the path
/// with the greatest product of P(w | v) and exp(λ z) is taken.
struct ViterbiDecoder: Sendable {
  private let model: WordProbabilities
  private let gate: Float
  /// The greatest word length in atoms.
  private let longest: Int

  /// - Parameters:
  ///   - atoms: The number of atom ids.
  ///   - maximumLength: The greatest word length in atoms; at most four is used.
  init(_ model: BigramModel, atoms: Int, maximumLength: Int) {
    self.model = WordProbabilities(model, atoms: atoms)
    gate = model.gate
    longest = min(maximumLength, AtomSequence.longestWord)
  }

  /// Marks where words begin.
  ///
  /// - Parameters:
  ///   - ids: The atoms, 0 at borders; at least one border precedes `range`.
  ///   - logits: The boundary model's logit for each gap.
  /// - Complexity: O(atoms + open gaps).
  func decode(
    _ ids: SharedArray<UInt32>.View, _ range: Range<Int>, _ logits: SharedArray<Float>.View,
    into cuts: SharedArray<UInt8>.View
  ) {
    var region = OpenRegion(
      GatedPiece(logits: logits, gate: gate, longestJoint: longest - 1), longest: longest)
    ClausePieces.visit(ids, range, logits) { decode(ids, piece: $0, into: cuts, &region) }
  }

  private func decode(
    _ ids: SharedArray<UInt32>.View, piece: Range<Int>, into cuts: SharedArray<UInt8>.View,
    _ region: inout OpenRegion
  ) {
    region.piece.set(piece)
    var index = 0
    let last = region.piece.nodes.count - 1
    while index < last {
      cuts[region.piece.nodes[index]] = 1
      if region.piece.isFixed(index) {
        index += 1
        continue
      }
      let first = index
      while index < last, !region.piece.isFixed(index) { index += 1 }
      let before =
        first == 0 ? WordProbabilities.border : model.number(ids, region.word(first - 1, first))
      region.set(first...index)
      sumUp(ids, before: before, in: region)
      let after = index < last ? region.word(index, index + 1) : nil
      region.mark(cuts, bestWith: best(ids, before: after, in: region))
    }
  }

  /// Finds the best path to each edge of a region.
  private func sumUp(
    _ ids: SharedArray<UInt32>.View, before: UInt32, in region: OpenRegion
  ) {
    let beginning = model.context(before)
    let (sums, numbers, backs) = (region.sums, region.numbers, region.backs)
    prefetchWords(ids, in: region)
    for node in region.nodes.dropFirst() {
      let place = region.place(node)
      var greatest = 0.0
      let edges = region.edges(to: node)
      for edge in edges..<longest { sums[place + edge] = 0 }
      // Their pairs are on the way from memory while the words are looked up.
      for edge in 0..<edges {
        let word = region.word(node - 1 - edge, node)
        let number = model.number(ids, word)
        (numbers[place + edge], sums[place + edge]) = (number, model.probability(ids, word, number))
        prefetchPairs(with: number, from: node - 1 - edge, in: region)
      }
      for edge in 0..<edges {
        let start = node - 1 - edge
        let (number, own) = (numbers[place + edge], sums[place + edge])
        var (best, back) = (0.0, 0)
        if start == region.nodes.lowerBound {
          best = model.probability(beginning, before, number, own)
        } else {
          let from = region.place(start)
          for first in from..<from + longest where sums[first] > 0 {
            let before = numbers[first]
            let weight = sums[first] * model.probability(model.context(before), before, number, own)
            if weight > best { (best, back) = (weight, first - from) }
          }
          if !region.piece.isSure[start] { best *= factor(region.piece, start) }
        }
        (sums[place + edge], backs[place + edge]) = (best, UInt8(back))
        greatest = max(greatest, best)
      }
      if greatest < 1e-200 { region.scaleUp(from: node) }
    }
  }

  /// Fetches what is known of all words of a region.
  private func prefetchWords(_ ids: SharedArray<UInt32>.View, in region: OpenRegion) {
    for node in region.nodes.dropFirst() {
      for edge in 0..<region.edges(to: node) {
        model.prefetch(ids, region.word(node - 1 - edge, node))
      }
    }
  }

  /// Fetches what is known of a word behind those that end at a node.
  @inline(__always)
  private func prefetchPairs(with word: UInt32, from start: Int, in region: OpenRegion) {
    if start == region.nodes.lowerBound { return }
    let place = region.place(start)
    for first in place..<place + longest where region.sums[first] > 0 {
      model.prefetch(region.numbers[first], word)
    }
  }

  /// exp(λ z).
  private func factor(_ piece: GatedPiece, _ node: Int) -> Double {
    let limit = PitmanYor.largestExponent
    let exponent = PitmanYor.boundaryWeight * piece.logits[piece.nodes[node]]
    return Double(expf(max(-limit, min(limit, exponent))))
  }

  /// The last edge of the best path through a region, given the word that follows.
  private func best(
    _ ids: SharedArray<UInt32>.View, before after: Range<Int>?, in region: OpenRegion
  ) -> Int {
    let place = region.place(region.nodes.upperBound)
    let next = after.map { (word: $0, number: model.number(ids, $0)) }
    var (best, edge) = (-1.0, 0)
    for index in 0..<longest where region.sums[place + index] > 0 {
      var weight = region.sums[place + index]
      if let next {
        let last = region.numbers[place + index]
        weight *= model.probability(
          model.context(last), last, next.number, model.probability(ids, next.word, next.number))
      }
      if weight > best { (best, edge) = (weight, index) }
    }
    return edge
  }
}

/// The open nodes between two settled ones, and the best paths to them. Edge i of a node begins
/// i + 1 nodes before it.
private struct OpenRegion {
  var piece: GatedPiece
  private(set) var nodes = 0...0
  private let longest: Int
  private var storage: (SharedArray<UInt32>, SharedArray<Double>, SharedArray<UInt8>)

  /// The word number of each edge; `longest` places per node.
  var numbers: SharedArray<UInt32>.View { storage.0.view }
  /// The weight of the best path that ends with each edge; 0 if there is none.
  var sums: SharedArray<Double>.View { storage.1.view }
  /// The previous edge on that path.
  var backs: SharedArray<UInt8>.View { storage.2.view }

  init(_ piece: GatedPiece, longest: Int) {
    (self.piece, self.longest) = (piece, longest)
    storage = (
      SharedArray(zerosOrTrap: 0), SharedArray(zerosOrTrap: 0), SharedArray(zerosOrTrap: 0)
    )
  }

  mutating func set(_ nodes: ClosedRange<Int>) {
    self.nodes = nodes
    let edges = longest * nodes.count
    if sums.count >= edges { return }
    storage = (
      SharedArray(zerosOrTrap: 2 * edges), SharedArray(zerosOrTrap: 2 * edges),
      SharedArray(zerosOrTrap: 2 * edges)
    )
  }

  @inline(__always) func place(_ node: Int) -> Int { longest * (node - nodes.lowerBound) }

  /// The positions of the word between two nodes.
  @inline(__always) func word(_ first: Int, _ last: Int) -> Range<Int> {
    piece.nodes[first]..<piece.nodes[last]
  }

  /// The number of edges that end at a node: short enough, and with no sure cut inside.
  @inline(__always) func edges(to node: Int) -> Int {
    var start = node - 1
    while start >= nodes.lowerBound, piece.nodes[node] - piece.nodes[start] <= longest,
      start == node - 1 || !piece.isSure[start + 1]
    {
      start -= 1
    }
    return node - 1 - start
  }

  /// Scales weights up to prevent underflow; no later edge begins before these nodes.
  func scaleUp(from node: Int) {
    let place = place(node)
    for index in max(0, place - longest * longest)..<place + longest { sums[index] *= 1e180 }
  }

  /// Marks the cuts of the best path that ends with an edge.
  func mark(_ cuts: SharedArray<UInt8>.View, bestWith last: Int) {
    var (node, edge) = (nodes.upperBound, last)
    while node > nodes.lowerBound {
      let back = Int(backs[place(node) + edge])
      node -= edge + 1
      cuts[piece.nodes[node]] = 1
      edge = back
    }
  }
}
