import WordMineBase
import WordMineText

/// One stretch of a `WordLattice` that is open.
struct LatticeRegion: BitwiseCopyable, Sendable {
  /// Stands for no word.
  static var none: UInt32 { .max }

  /// Its nodes; the next region's follow.
  var firstNode: UInt32
  /// The fixed word before it, or the beginning of the clause.
  var before: UInt32
  /// The fixed word after it; `none` at the end of the clause.
  var after: UInt32
  /// The pairs of the last words and the one after.
  var firstAfterPair: UInt32 = 0
}

/// Two fixed words that follow each other.
struct FixedPair: BitwiseCopyable, Sendable {
  var before: UInt32
  var word: UInt32
  var pair: UInt32
}

/// The ways to cut a text into words that are still open.
///
/// A gap of which the boundary model is sure, |z| > `gate`, is a cut or a joint for good. Words between
/// two sure cuts are *fixed*; a *region* is a stretch between fixed words. Given the fixed words on both
/// sides, regions do not depend on each other.
///
/// In a region, a *node* is a gap that is no joint, or an end; an *edge* is a word between two nodes,
/// with no sure cut inside.
struct WordLattice: Sendable {
  let words: WordList
  /// One more at the end, so that each has a next.
  let regions: SharedArray<LatticeRegion>
  /// The positions of the nodes: a word begins there, or the region ends.
  let positions: SharedArray<UInt32>
  /// 1 where the node is an end or a sure cut.
  let isSureCut: SharedArray<UInt8>
  /// The first edge that ends at each node; one more at the end. Edge number i there begins i + 1 nodes
  /// before.
  let firstEdges: SharedArray<UInt32>
  /// The word of each edge.
  let edgeWords: SharedArray<UInt32>
  /// Where the pairs of each edge begin: one for each edge that ends where it begins.
  let firstPairs: SharedArray<UInt32>
  /// The number of each pair of words; 0 for those that occur once in the whole lattice.
  let pairs: SharedArray<UInt32>
  /// One more than the largest number of a pair.
  let pairCount: Int
  let fixedPairs: SharedArray<FixedPair>
  /// Where fixed words begin.
  let fixedStarts: SharedArray<UInt32>

  /// - Complexity: O(atoms) time; about 20 bytes an atom at a gate of 2.
  init(_ builder: consuming LatticeBuilder) {
    words = builder.words
    regions = SharedArray(builder.regions)
    positions = SharedArray(builder.positions)
    isSureCut = SharedArray(builder.isSureCut)
    firstEdges = SharedArray(builder.firstEdges)
    edgeWords = SharedArray(builder.edgeWords)
    fixedStarts = SharedArray(builder.fixedStarts)
    let edges = LatticeEdges(
      regions: regions.view, firstEdges: firstEdges.view, words: edgeWords.view)
    let numbering = PairNumbering(edges, fixed: builder.fixedPairs)
    fixedPairs = SharedArray(numbering.fixedPairs)
    firstPairs = numbering.firstPairs
    pairs = numbering.pairs
    for (region, pair) in numbering.firstAfterPairs.enumerated() {
      regions.view[region].firstAfterPair = pair
    }
    pairCount = numbering.count
  }

  var regionCount: Int { regions.count - 1 }

  @inline(__always) func nodes(_ region: Int) -> Range<Int> {
    Int(regions.view[region].firstNode)..<Int(regions.view[region + 1].firstNode)
  }

  /// The edges that end at nodes.
  @inline(__always) func edges(_ nodes: Range<Int>) -> Range<Int> {
    Int(firstEdges.view[nodes.lowerBound])..<Int(firstEdges.view[nodes.upperBound])
  }

  /// The pairs that a model counts, each once, in the order of their numbers.
  func countedPairs(_ model: WordModel) -> [(before: UInt32, word: UInt32, count: Int)] {
    var names = [(before: UInt32, word: UInt32)](repeating: (0, 0), count: pairCount)
    for index in 0..<fixedPairs.count {
      let fixed = fixedPairs.view[index]
      names[Int(fixed.pair)] = (fixed.before, fixed.word)
    }
    var pair = 0
    let edges = LatticeEdges(
      regions: regions.view, firstEdges: firstEdges.view, words: edgeWords.view)
    edges.visitPairs { before, word in
      names[Int(pairs.view[pair])] = (before, word)
      pair += 1
    }
    return names.indices.dropFirst().compactMap {
      let count = Int(model.pairs.view[$0])
      return count == 0 ? nil : (names[$0].before, names[$0].word, count)
    }
  }
}

/// The edges of a lattice, region by region.
struct LatticeEdges {
  let regions: SharedArray<LatticeRegion>.View
  let firstEdges: SharedArray<UInt32>.View
  let words: SharedArray<UInt32>.View

  /// Gives each edge, and after it the pairs of words that it is the second of; after the edges of a
  /// region, the pairs with the fixed word after it.
  @inline(__always)
  func visitPairs(
    edge: () -> Void = {}, after: () -> Void = {}, pair: (UInt32, UInt32) -> Void
  ) {
    for index in 0..<regions.count - 1 {
      let region = regions[index]
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
      if region.after == LatticeRegion.none { continue }
      for last in Int(firstEdges[nodes.upperBound - 1])..<Int(firstEdges[nodes.upperBound]) {
        pair(words[last], region.after)
      }
    }
  }
}
