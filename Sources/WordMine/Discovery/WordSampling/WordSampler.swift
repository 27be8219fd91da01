import Glibc
import WordMineBase
import WordMineText

/// Resamples the regions of a lattice one by one, each as a block: stage C.
///
/// The weight of a path through a region is the product of P(w | v) over its words and of exp(λ z)
/// over its cuts at open gaps, where z is the logit of the boundary model. A sweep removes the
/// words of a region from the `WordModel`, sums the weights of all paths from the left (forward
/// filtering), draws a path from the right (backward sampling), and adds its words.
///
/// Reference: Mochihashi, Yamada and Ueda 2009 (blocked Gibbs sampling).
struct WordSampler {
  private let lattice: WordLattice
  /// The current paths through all regions.
  private let ways: LatticePaths
  private(set) var model: WordModel
  /// exp(λ z) of each node.
  private let factors: SharedArray<Float>
  /// The state of the random numbers, which are hashes of it.
  private var random: UInt64
  /// The total weight of the paths to each edge of the current region.
  private var sums = SharedArray<Double>(zerosOrTrap: 0)
  private var contexts = SharedArray<PitmanYor.Context>(zerosOrTrap: 0)

  /// - Parameter cuts: The initial segmentation; 1 where a word begins.
  init(
    _ lattice: WordLattice, cuts: SharedArray<UInt8>.View, seed: UInt64
  ) throws(OutOfMemory) {
    self.lattice = lattice
    ways = try LatticePaths(lattice, cuts: cuts)
    model = try WordModel(words: lattice.words.count, pairs: lattice.pairCount)
    random = seed
    factors = try SharedArray(zeros: lattice.positions.count)
    for index in 0..<lattice.fixedPairs.count {
      let fixed = lattice.fixedPairs.view[index]
      model.add(fixed.before, fixed.word, pair: fixed.pair)
    }
    for region in 0..<lattice.regionCount {
      ways.forEachStep(region) { model.add($0, $1, pair: $2) }
    }
  }

  /// Marks where words begin inside regions.
  func write(to cuts: SharedArray<UInt8>.View) { ways.write(to: cuts) }

  // MARK: Sweeps

  /// Updates the weights of open gaps to the current logits of the boundary model.
  mutating func setFactors(_ logits: SharedArray<Float>.View) {
    let limit = PitmanYor.largestExponent
    for node in 0..<factors.count where lattice.isSureCut.view[node] == 0 {
      let exponent = PitmanYor.boundaryWeight * logits[Int(lattice.positions.view[node])]
      factors.view[node] = expf(max(-limit, min(limit, exponent)))
    }
  }

  mutating func setSpelling(_ spelling: SpellingModel) { spelling.apply(to: &model) }

  /// Resamples every region once.
  ///
  /// - Complexity: O(pairs of the lattice).
  mutating func sweep() {
    for region in 0..<lattice.regionCount {
      prefetch(region + 1)
      ways.forEachStep(region) { model.remove($0, $1, pair: $2) }
      sumUp(region, best: false)
      draw(region, best: false)
      ways.forEachStep(region) { model.add($0, $1, pair: $2) }
    }
  }

  /// Prefetches the counts of a region, if it exists.
  private func prefetch(_ region: Int) {
    guard region < lattice.regionCount else { return }
    let nodes = lattice.nodes(region)
    let (words, firstPairs) = (lattice.edgeWords.view, lattice.firstPairs.view)
    let edges = lattice.edges(nodes)
    for edge in edges { model.words.view.prefetch(Int(words[edge])) }
    let pairs = lattice.pairs.view
    let end = edges.upperBound < words.count ? Int(firstPairs[edges.upperBound]) : pairs.count
    for pair in Int(firstPairs[edges.lowerBound])..<end {
      model.pairs.view.prefetch(Int(pairs[pair]))
    }
  }

  /// Takes the best path through each region; the counts do not change.
  mutating func takeBest() {
    for region in 0..<lattice.regionCount {
      prefetch(region + 1)
      sumUp(region, best: true)
      draw(region, best: true)
    }
  }

  /// Computes the total weight of the paths to each edge, or the weight of the best one.
  private mutating func sumUp(_ region: Int, best: Bool) {
    let nodes = lattice.nodes(region)
    let firstEdges = lattice.firstEdges.view
    let (base, count) = (lattice.edges(nodes).lowerBound, lattice.edges(nodes).count)
    if sums.count < count {
      sums = SharedArray(zerosOrTrap: 2 * count)
      contexts = SharedArray(zerosOrTrap: 2 * count)
    }
    let (words, firstPairs) = (lattice.edgeWords.view, lattice.firstPairs.view)
    let pairs = lattice.pairs.view
    let (sures, factors) = (lattice.isSureCut.view, factors.view)
    let (sums, contexts) = (sums.view, contexts.view)
    let beginning = model.context(lattice.regions.view[region].before)
    for node in nodes.dropFirst() {
      var greatest = 0.0
      var start = node
      for edge in Int(firstEdges[node])..<Int(firstEdges[node + 1]) {
        start -= 1
        let word = words[edge]
        let probability = model.probability(word)
        var pair = Int(firstPairs[edge])
        var sum = 0.0
        if start == nodes.lowerBound {
          sum = model.probability(beginning, probability, pair: pairs[pair])
        } else {
          for first in Int(firstEdges[start]) - base..<Int(firstEdges[start + 1]) - base {
            let weight =
              sums[first] * model.probability(contexts[first], probability, pair: pairs[pair])
            sum = best ? max(sum, weight) : sum + weight
            pair += 1
          }
          if sures[start] == 0 { sum *= Double(factors[start]) }
        }
        sums[edge - base] = sum
        contexts[edge - base] = model.context(word)
        greatest = max(greatest, sum)
      }
      // Weights of long regions would underflow; a common factor changes no draw. No later edge
      // begins before these nodes.
      if greatest < 1e-200 {
        let first = max(nodes.lowerBound, node - AtomSequence.longestWord)
        for edge in Int(firstEdges[first]) - base..<Int(firstEdges[node + 1]) - base {
          sums[edge] *= 1e180
        }
      }
    }
  }

  /// Draws a path from the right, or takes the best one.
  private mutating func draw(_ region: Int, best: Bool) {
    let nodes = lattice.nodes(region)
    let firstEdges = lattice.firstEdges.view
    let base = Int(firstEdges[nodes.lowerBound])
    let (words, firstPairs) = (lattice.edgeWords.view, lattice.firstPairs.view)
    let pairs = lattice.pairs.view
    let (isCut, sums, contexts) = (ways.isCut, sums.view, contexts.view)
    for node in nodes.dropFirst().dropLast() { isCut[node] = 0 }
    // At most one edge per word length ends at a node.
    var weights = InlineArray<4, Double>(repeating: 0)
    var node = nodes.upperBound - 1
    // The probability of the next word, and its first pair with the edges that end at `node`.
    let after = lattice.regions.view[region].after
    var next =
      after == LatticeRegion.none
      ? nil
      : (
        probability: model.probability(after),
        pair: Int(lattice.regions.view[region].firstAfterPair)
      )
    while node > nodes.lowerBound {
      let edges = Int(firstEdges[node])..<Int(firstEdges[node + 1])
      var total = 0.0
      var (top, choice) = (-1.0, 0)
      for (index, edge) in edges.enumerated() {
        var weight = sums[edge - base]
        if let next {
          weight *= model.probability(
            contexts[edge - base], next.probability, pair: pairs[next.pair + index])
        }
        weights[index] = weight
        total += weight
        if weight > top { (top, choice) = (weight, index) }
      }
      if !best {
        var rest = nextUnit() * total
        choice = 0
        while choice < edges.count - 1, rest >= weights[choice] {
          rest -= weights[choice]
          choice += 1
        }
      }
      let edge = edges.lowerBound + choice
      next = (probability: model.probability(words[edge]), pair: Int(firstPairs[edge]))
      node -= choice + 1
      isCut[node] = 1
    }
  }

  /// A random number in 0 ..< 1.
  @inline(__always) private mutating func nextUnit() -> Double {
    defer { random &+= Hash.golden }
    return Hash.unit(random)
  }
}
