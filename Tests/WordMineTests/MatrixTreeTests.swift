import Testing
import WordMineBase

@testable import WordMine

/// Marginals against sums over all trees, one by one.
@Suite struct MatrixTreeTests {
  /// Random weights of a few words.
  static func links(_ count: Int, seed: UInt64) -> LinkWeights {
    var generator = SeededGenerator(seed: seed)
    var weights = [Double](repeating: 0, count: count * count)
    for head in 0..<count {
      for word in 0..<count where word != head {
        weights[head * count + word] = generator.uniform() * 3 + 0.001
      }
    }
    return LinkWeights(weights: weights, roots: (0..<count).map { _ in generator.uniform() + 0.01 })
  }

  /// Each forest under a root (−1) as the heads of its words, with its weight.
  static func forests(_ links: LinkWeights) -> [(heads: [Int], weight: Double)] {
    let count = links.count
    var forests: [(heads: [Int], weight: Double)] = []
    var heads = [Int](repeating: -1, count: count)
    func isForest() -> Bool {
      (0..<count).allSatisfy { word in
        var (place, steps) = (word, 0)
        while place >= 0, steps <= count { (place, steps) = (heads[place], steps + 1) }
        return place < 0
      }
    }
    func choose(_ word: Int, _ weight: Double) {
      if word == count {
        if isForest() { forests.append((heads, weight)) }
        return
      }
      for head in -1..<count where head != word {
        heads[word] = head
        let own = head < 0 ? links.roots[word] : links.weights[head * count + word]
        choose(word + 1, weight * own)
      }
    }
    choose(0, 1)
    return forests
  }

  /// Whether no two links cross, with the root in front of the words.
  static func isProjective(_ heads: [Int]) -> Bool {
    for (one, head) in heads.enumerated() {
      for (other, second) in heads.enumerated() {
        let (a, b) = (min(one, head), max(one, head))
        let (c, d) = (min(other, second), max(other, second))
        if a < c && c < b && b < d { return false }
      }
    }
    return true
  }

  static func marginals(
    _ forests: [(heads: [Int], weight: Double)], _ count: Int
  ) -> [Double] {
    let total = forests.reduce(0) { $0 + $1.weight }
    var result = [Double](repeating: 0, count: count * count)
    for (heads, weight) in forests {
      for (word, head) in heads.enumerated() where head >= 0 {
        result[head * count + word] += weight / total
      }
    }
    return result
  }

  static func isNear(_ one: [Double], _ other: [Double]) -> Bool {
    zip(one, other).allSatisfy { abs($0 - $1) < 1e-9 } && one.count == other.count
  }

  @Test(arguments: 1...5, 1...4 as ClosedRange<UInt64>)
  func equalsTheSumOverAllTrees(count: Int, seed: UInt64) {
    let links = Self.links(count, seed: seed)
    let expected = Self.marginals(Self.forests(links), count)
    #expect(Self.isNear(MatrixTree.marginals(links), expected))
  }

  @Test(arguments: 1...5, 1...4 as ClosedRange<UInt64>)
  func projectiveTreesEqualTheSumOverTheirs(count: Int, seed: UInt64) {
    let links = Self.links(count, seed: seed)
    let forests = Self.forests(links).filter { Self.isProjective($0.heads) }
    #expect(
      Self.isNear(ProjectiveTrees(links).marginals(), Self.marginals(forests, count)))
  }

  @Test(arguments: 2...5, 1...3 as ClosedRange<UInt64>)
  func spansEqualTheSumOverTheTreesThatHaveThem(count: Int, seed: UInt64) {
    let links = Self.links(count, seed: seed)
    let forests = Self.forests(links).filter { Self.isProjective($0.heads) }
    let total = forests.reduce(0) { $0 + $1.weight }
    let trees = ProjectiveTrees(links)
    for start in 0..<count {
      for end in start + 1...count {
        let having = forests.filter { Self.yields($0.heads).contains(start..<end) }
        let expected = having.reduce(0) { $0 + $1.weight } / total
        #expect(abs(trees.probability(of: start..<end) - expected) < 1e-9)
      }
    }
  }

  /// Each word with all below it, as a span.
  static func yields(_ heads: [Int]) -> Set<Range<Int>> {
    Set(
      heads.indices.map { top in
        let below = heads.indices.filter { word in
          var place = word
          while place >= 0, place != top { place = heads[place] }
          return place == top
        }
        return below.min()!..<below.max()! + 1
      })
  }

  /// Every word has one head or is a root.
  @Test(arguments: [1, 2, 10, 40])
  func probabilitiesOfHeadsSumToOne(count: Int) {
    let links = Self.links(count, seed: UInt64(count))
    var inverse = links.weights.map { -$0 }
    for word in 0..<count { inverse[word * count + word] = 1 }
    MatrixTree.invert(&inverse, count)
    let marginals = MatrixTree.marginals(links)
    let projective = ProjectiveTrees(links).marginals()
    for word in 0..<count {
      let heads = (0..<count).reduce(0) { $0 + marginals[$1 * count + word] }
      #expect(abs(heads + links.roots[word] * inverse[word * count + word] - 1) < 1e-9)
      #expect((0..<count).reduce(0) { $0 + projective[$1 * count + word] } < 1 + 1e-9)
    }
  }
}
