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

  /// Memory that is used again.
  struct Workspace: Sendable {
    fileprivate var piece = GatedPiece()
    fileprivate var paths = WordPaths()
  }

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
    into cuts: SharedArray<UInt8>.View, with workspace: inout Workspace
  ) {
    ClausePieces.visit(ids, range, logits) {
      workspace.piece.set($0, logits, gate: gate, longestJoint: longest - 1)
      workspace.paths.set(workspace.piece, longest: longest)
      // What a step needs is on its way from memory while the steps before it are made.
      fetchWords(ids, workspace.paths)
      numberWords(workspace.paths)
      sumUp(ids, logits, workspace.paths)
      workspace.paths.mark(cuts)
    }
  }

  /// Makes the keys of all words, and fetches their numbers.
  private func fetchWords(_ ids: SharedArray<UInt32>.View, _ paths: WordPaths) {
    for node in 1..<paths.count where paths.isNeeded(node) {
      for edge in paths.edges(to: node) {
        let key = model.key(ids, paths.word(edge, to: node))
        paths.keys[edge] = key
        model.prefetch(key)
      }
    }
  }

  /// Numbers the words, and fetches what is known of them and of pairs of them.
  private func numberWords(_ paths: WordPaths) {
    paths.numbers[0] = WordProbabilities.border
    for node in 1..<paths.count where paths.isNeeded(node) {
      for edge in paths.edges(to: node) {
        let number = model.number(paths.keys[edge])
        paths.numbers[edge] = number
        model.prefetch(number)
        if paths.isSettled(node) { continue }
        for first in paths.edges(to: paths.start(edge, to: node)) {
          model.prefetch(paths.numbers[first], number)
        }
      }
    }
  }

  /// Finds the best path to each word.
  private func sumUp(
    _ ids: SharedArray<UInt32>.View, _ logits: SharedArray<Float>.View, _ paths: WordPaths
  ) {
    let (sums, numbers, backs, contexts) = (paths.sums, paths.numbers, paths.backs, paths.contexts)
    sums[0] = 1
    contexts[0] = model.context(WordProbabilities.border)
    for node in 1..<paths.count {
      let edges = paths.edges(to: node)
      if paths.isSettled(node) {
        // Whatever its weight, all paths have it.
        sums[edges.lowerBound] = 1
        backs[edges.lowerBound] = 0
        if paths.isNeeded(node) {
          contexts[edges.lowerBound] = model.context(numbers[edges.lowerBound])
        }
        continue
      }
      var greatest = 0.0
      for edge in edges {
        let (start, number) = (paths.start(edge, to: node), numbers[edge])
        let own =
          number == WordProbabilities.unknown
          ? model.spelled(ids, paths.word(edge, to: node)) : model.probability(number)
        var (best, back) = (0.0, 0)
        let before = paths.edges(to: start)
        for first in before {
          let weight =
            sums[first] * model.probability(contexts[first], numbers[first], number, own)
          if weight > best { (best, back) = (weight, first - before.lowerBound) }
        }
        best *= paths.factors[start]
        (sums[edge], backs[edge]) = (best, UInt8(back))
        contexts[edge] = model.context(number)
        greatest = max(greatest, best)
      }
      paths.factors[node] = paths.isSure(node) ? 1 : factor(logits[paths.position(node)])
      if greatest < 1e-200 { paths.scaleUp(from: node) }
    }
  }

  /// exp(λ z).
  private func factor(_ logit: Float) -> Double {
    let limit = PitmanYor.largestExponent
    return Double(expf(max(-limit, min(limit, PitmanYor.boundaryWeight * logit))))
  }
}

/// The words between the nodes of a piece, and the best paths to them: `longest` places to a node, of which
/// edge i begins i + 1 nodes before it.
private struct WordPaths: Sendable {
  private(set) var count = 0
  private var longest = 0
  private var storage:
    (
      nodes: ScratchArray<Node>, keys: ScratchArray<UInt64>, numbers: ScratchArray<UInt32>,
      sums: ScratchArray<Double>, backs: ScratchArray<UInt8>,
      contexts: ScratchArray<PitmanYor.Context>, factors: ScratchArray<Double>
    ) = (.init(), .init(), .init(), .init(), .init(), .init(), .init())

  private struct Node: BitwiseCopyable, Sendable {
    var position: Int32
    /// The number of words that end here.
    var edges: UInt8
    var isSure: Bool
    /// Whether all paths have the word that ends here, and the one before it.
    var isSettled: Bool
  }

  private var nodes: SharedArray<Node>.View
  /// The key and the number of each word.
  private(set) var keys: SharedArray<UInt64>.View
  private(set) var numbers: SharedArray<UInt32>.View
  /// The weight of the best path that ends with each word.
  private(set) var sums: SharedArray<Double>.View
  /// Which word comes before it on that path, of those that end where it begins.
  private(set) var backs: SharedArray<UInt8>.View
  /// What depends on the word alone if another follows it.
  private(set) var contexts: SharedArray<PitmanYor.Context>.View
  /// exp(λ z) of a node; 1 if it is sure.
  private(set) var factors: SharedArray<Double>.View

  init() {
    nodes = storage.nodes.array(0)
    keys = storage.keys.array(0)
    numbers = storage.numbers.array(0)
    sums = storage.sums.array(0)
    backs = storage.backs.array(0)
    contexts = storage.contexts.array(0)
    factors = storage.factors.array(0)
  }

  /// Finds the words of a piece.
  mutating func set(_ piece: GatedPiece, longest: Int) {
    (count, self.longest) = (piece.nodes.count, longest)
    nodes = storage.nodes.array(count)
    keys = storage.keys.array(longest * count)
    numbers = storage.numbers.array(longest * count)
    sums = storage.sums.array(longest * count)
    backs = storage.backs.array(longest * count)
    contexts = storage.contexts.array(longest * count)
    factors = storage.factors.array(count)
    // Before the first word is the border.
    nodes[0] = Node(position: Int32(piece.nodes[0]), edges: 1, isSure: true, isSettled: true)
    factors[0] = 1
    for index in 1..<count { nodes[index] = node(index, piece) }
  }

  private func node(_ index: Int, _ piece: GatedPiece) -> Node {
    let (position, isSure) = (piece.nodes[index], piece.isSure[index])
    var start = index - 1
    while start > 0, position - piece.nodes[start - 1] <= longest, !piece.isSure[start] {
      start -= 1
    }
    let isFixed = isSure && piece.isSure[index - 1]
    if isFixed { factors[index] = 1 }
    return Node(
      position: Int32(position), edges: UInt8(index - start), isSure: isSure,
      isSettled: isFixed && (index == 1 || piece.isSure[index - 2]))
  }

  @inline(__always) func position(_ node: Int) -> Int { Int(nodes[node].position) }
  @inline(__always) func isSure(_ node: Int) -> Bool { nodes[node].isSure }
  @inline(__always) func isSettled(_ node: Int) -> Bool { nodes[node].isSettled }

  /// Whether the words that end at a node have a part in what is open.
  @inline(__always) func isNeeded(_ node: Int) -> Bool {
    !nodes[node].isSettled || node + 1 < count && !nodes[node + 1].isSettled
  }

  /// The places of the words that end at a node: short enough, and with no sure cut inside.
  @inline(__always) func edges(to node: Int) -> Range<Int> {
    longest * node..<longest * node + Int(nodes[node].edges)
  }

  /// The node where a word begins.
  @inline(__always) func start(_ edge: Int, to node: Int) -> Int {
    node - 1 - (edge - longest * node)
  }

  /// The positions of a word.
  @inline(__always) func word(_ edge: Int, to node: Int) -> Range<Int> {
    position(start(edge, to: node))..<position(node)
  }

  /// Scales weights up to prevent underflow; no later word begins before these nodes.
  func scaleUp(from node: Int) {
    for node in max(0, node - longest)...node {
      for edge in edges(to: node) { sums[edge] *= 1e180 }
    }
  }

  /// Marks where the words of the best path begin.
  func mark(_ cuts: SharedArray<UInt8>.View) {
    var node = count - 1
    var edge = edges(to: node).max { sums[$0] < sums[$1] }! - longest * node
    while node > 0 {
      let back = Int(backs[longest * node + edge])
      node -= edge + 1
      cuts[position(node)] = 1
      edge = back
    }
  }
}
