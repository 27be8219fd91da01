import WordMineText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the best words of a text by a word model at rest.
///
/// As in sampling, gaps of which the boundary model is sure are settled; between them the way with the
/// greatest product of P(w | v) and exp(λ z) is taken.
struct WordDecoder: Sendable {
  /// What the model knows of a word.
  private struct Known: BitwiseCopyable, Sendable {
    /// P(w).
    var probability: Double
    var context: WordModel.Context
  }

  private let bits: UInt64
  private let gate: Float
  /// The most atoms of a word.
  private let longest: Int
  private var table: KeyTable
  private let words: SharedArray<Known>
  private var pairTable: KeyTable
  private let pairCounts: SharedArray<Float>
  private var spellingTable: KeyTable
  private let spelling: SpellingPairs
  private var spellingCounts: [Double] = []
  /// q by length.
  private var lengths: [Double]
  /// The share of P₀ in P(w).
  private let base: Double

  /// The number of what stands before a clause, and of words that the model does not have.
  private static let (border, none): (UInt32, UInt32) = (0, .max)

  /// - Parameters:
  ///   - atoms: The number of ids.
  ///   - maximumLength: The most atoms of a word; no more than four are used.
  init(_ model: FrozenWordModel, atoms: Int, maximumLength: Int) {
    longest = min(maximumLength, BranchingEntropy.longest)
    bits = UInt64(max(1, Int.bitWidth - atoms.leadingZeroBitCount))
    gate = model.gate
    let (tables, types) = (Double(model.tables), Double(model.types))
    base =
      (WordModel.wordStrength + WordModel.wordDiscount * types) / (tables + WordModel.wordStrength)
    lengths = Array(repeating: 1, count: BranchingEntropy.longest + 1)
    spellingTable = KeyTable(expecting: model.words.count)
    for word in model.words where word.preceders > 0 {
      lengths[word.atoms.count] += Double(word.preceders)
      var first: UInt32 = 0
      for atom in word.atoms {
        let pair = spellingTable.insert(Self.key(first, atom))
        if pair == spellingCounts.count { spellingCounts.append(0) }
        spellingCounts[Int(pair)] += Double(word.preceders)
        first = atom
      }
    }
    lengths = lengths.map { $0 / (Double(BranchingEntropy.longest) + tables) }
    spelling = SpellingPairs(
      atoms: atoms + 1,
      spellingTable.keysInOrder().map {
        (UInt32($0 >> 32), UInt32(truncatingIfNeeded: $0))
      }.enumerated().map { [spellingCounts] in ($1, spellingCounts[$0]) })
    table = KeyTable(expecting: model.words.count)
    words = SharedArray(zeros: model.words.count)
    pairTable = KeyTable(expecting: model.pairs.count)
    pairCounts = SharedArray(zeros: model.pairs.count)
    for (number, word) in model.words.enumerated() {
      let key = word.atoms.reduce(WordKey.empty) {
        WordKey.extend($0, by: UInt64($1), bits: bits)
      }
      _ = table.insert(key)
      let own = max(0, Double(word.preceders) - WordModel.wordDiscount)
      words.view[number] = Known(
        probability: own / (tables + WordModel.wordStrength) + base * spelled(word.atoms),
        context: WordModel.context(following: word.following, followers: word.followers))
    }
    for (number, pair) in model.pairs.enumerated() {
      _ = pairTable.insert(Self.key(pair.before, pair.word) + 1)
      pairCounts.view[number] = Float(pair.count)
    }
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) &<< 32 | UInt64(second)
  }

  /// P₀.
  private func spelled(_ atoms: some Sequence<UInt32>) -> Double {
    var (probability, first, length) = (1.0, UInt32(0), 0)
    for atom in atoms {
      let count = spellingTable.find(Self.key(first, atom)).map { spellingCounts[Int($0)] } ?? 0
      probability *= spelling.probability(first, atom, count: count)
      (first, length) = (atom, length + 1)
    }
    return probability * lengths[length]
  }

  /// The working memory of one thread: the edges of a region, four places a node.
  private struct Worker {
    var piece: GatedPiece
    var numbers = SharedArray<UInt32>(zeros: 0)
    var sums = SharedArray<Double>(zeros: 0)
    var backs = SharedArray<UInt8>(zeros: 0)

    mutating func reserve(_ edges: Int) {
      if sums.count >= edges { return }
      numbers = SharedArray(zeros: 2 * edges)
      sums = SharedArray(zeros: 2 * edges)
      backs = SharedArray(zeros: 2 * edges)
    }
  }

  /// Marks where words begin.
  ///
  /// - Parameters:
  ///   - ids: The atoms, 0 at borders; one border at least stands before `range`.
  ///   - logits: What the boundary model thinks of each gap.
  /// - Complexity: O(atoms + open gaps).
  func decode<ID: AtomID>(
    _ ids: SharedArray<ID>.View, _ range: Range<Int>, _ logits: SharedArray<Float>.View,
    into cuts: SharedArray<UInt8>.View
  ) {
    var worker = Worker(
      piece: GatedPiece(logits: logits, gate: gate, longestJoint: longest - 1))
    ClausePieces.visit(ids, range, logits) { decodePiece(ids, $0, into: cuts, &worker) }
  }

  private func decodePiece<ID: AtomID>(
    _ ids: SharedArray<ID>.View, _ clause: Range<Int>, into cuts: SharedArray<UInt8>.View,
    _ worker: inout Worker
  ) {
    worker.piece.set(clause)
    var index = 0
    let last = worker.piece.nodes.count - 1
    while index < last {
      cuts[worker.piece.nodes[index]] = 1
      if worker.piece.isFixed(index) {
        index += 1
        continue
      }
      let first = index
      while index < last, !worker.piece.isFixed(index) { index += 1 }
      let before =
        first == 0
        ? Self.border : number(ids, worker.piece.nodes[first - 1]..<worker.piece.nodes[first])
      let after =
        index < last ? worker.piece.nodes[index]..<worker.piece.nodes[index + 1] : nil
      decodeRegion(ids, first...index, before: before, after: after, cuts, &worker)
    }
  }

  private func number<ID: AtomID>(_ ids: SharedArray<ID>.View, _ word: Range<Int>) -> UInt32 {
    var key = WordKey.empty
    for position in word { key = WordKey.extend(key, by: UInt64(ids[position]), bits: bits) }
    return table.find(key) ?? Self.none
  }

  private func probability<ID: AtomID>(
    _ ids: SharedArray<ID>.View, _ word: Range<Int>, _ number: UInt32
  ) -> Double {
    if number != Self.none { return words.view[Int(number)].probability }
    return base * spelled(word.lazy.map { UInt32(ids[$0]) })
  }

  private func context(_ number: UInt32) -> WordModel.Context {
    number == Self.none
      ? WordModel.Context(backoff: 1, unit: 0) : words.view[Int(number)].context
  }

  @inline(__always)
  private func probability(
    _ context: WordModel.Context, _ before: UInt32, _ word: UInt32, _ probability: Double
  ) -> Double {
    var sum = context.backoff * probability
    guard before != Self.none, word != Self.none else { return sum }
    if let pair = pairTable.find(Self.key(before, word) + 1) {
      sum += (Double(pairCounts.view[Int(pair)]) - WordModel.pairDiscount) * context.unit
    }
    return sum
  }

  /// The best way through a region; edge number i of a node begins i + 1 nodes before.
  private func decodeRegion<ID: AtomID>(
    _ ids: SharedArray<ID>.View, _ nodes: ClosedRange<Int>, before: UInt32, after: Range<Int>?,
    _ cuts: SharedArray<UInt8>.View, _ worker: inout Worker
  ) {
    worker.reserve(longest * nodes.count)
    let (sums, numbers, backs) = (worker.sums.view, worker.numbers.view, worker.backs.view)
    let beginning = context(before)
    for node in nodes.dropFirst() {
      let place = longest * (node - nodes.lowerBound)
      var greatest = 0.0
      for edge in 0..<longest {
        let start = node - 1 - edge
        sums[place + edge] = 0
        guard start >= nodes.lowerBound,
          worker.piece.nodes[node] - worker.piece.nodes[start] <= longest,
          edge == 0 || !worker.piece.isSure[start + 1]
        else {
          for rest in edge..<longest { sums[place + rest] = 0 }
          break
        }
        let word = worker.piece.nodes[start]..<worker.piece.nodes[node]
        let number = number(ids, word)
        let own = probability(ids, word, number)
        var (best, back) = (0.0, 0)
        if start == nodes.lowerBound {
          best = probability(beginning, before, number, own)
        } else {
          let from = longest * (start - nodes.lowerBound)
          for first in from..<from + longest where sums[first] > 0 {
            let before = numbers[first]
            let weight = sums[first] * probability(context(before), before, number, own)
            if weight > best { (best, back) = (weight, first - from) }
          }
          if !worker.piece.isSure[start] { best *= factor(worker.piece, start) }
        }
        sums[place + edge] = best
        backs[place + edge] = UInt8(back)
        numbers[place + edge] = number
        greatest = max(greatest, best)
      }
      if greatest < 1e-200 {
        // No later edge begins before these nodes.
        for index in max(0, place - longest * longest)..<place + longest { sums[index] *= 1e180 }
      }
    }
    takeBest(ids, nodes, after: after, cuts, &worker)
  }

  private func factor(_ piece: GatedPiece, _ node: Int) -> Double {
    let limit = WordModel.largestExponent
    let exponent = WordModel.boundaryWeight * piece.logits[piece.nodes[node]]
    return Double(expf(max(-limit, min(limit, exponent))))
  }

  private func takeBest<ID: AtomID>(
    _ ids: SharedArray<ID>.View, _ nodes: ClosedRange<Int>, after: Range<Int>?,
    _ cuts: SharedArray<UInt8>.View, _ worker: inout Worker
  ) {
    var node = nodes.upperBound
    let place = longest * (node - nodes.lowerBound)
    let (sums, numbers, backs) = (worker.sums.view, worker.numbers.view, worker.backs.view)
    var (best, edge) = (-1.0, 0)
    let next = after.map { (word: $0, number: number(ids, $0)) }
    for index in 0..<longest where sums[place + index] > 0 {
      var weight = sums[place + index]
      if let next {
        weight *= probability(
          context(numbers[place + index]), numbers[place + index], next.number,
          probability(ids, next.word, next.number))
      }
      if weight > best { (best, edge) = (weight, index) }
    }
    while node > nodes.lowerBound {
      let back = Int(backs[longest * (node - nodes.lowerBound) + edge])
      node -= edge + 1
      cuts[worker.piece.nodes[node]] = 1
      edge = back
    }
  }
}
