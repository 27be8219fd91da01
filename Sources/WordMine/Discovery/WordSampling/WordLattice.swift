import WordMineBase
import WordMineText

/// An open stretch of a `WordLattice`.
struct LatticeRegion: BitwiseCopyable, Sendable {
  /// Stands for the absence of a word.
  static var none: UInt32 { .max }

  /// The index of the first node; the region ends where the next one begins.
  var firstNode: UInt32
  /// The fixed word before the region, or the beginning of the clause.
  var before: UInt32
  /// The fixed word after the region; `none` at the end of the clause.
  var after: UInt32
  /// The index of the first pair of a last word and the fixed word after it.
  var firstAfterPair: UInt32 = 0
}

/// Two consecutive fixed words.
struct FixedPair: BitwiseCopyable, Sendable {
  var before: UInt32
  var word: UInt32
  var pair: UInt32
}

/// The segmentations of a text that are still open.
///
/// A gap of which the boundary model is sure, |z| > `gate`, is permanently a cut or a joint. Words
/// between two sure cuts are *fixed*; a *region* is a stretch between fixed words. Given the fixed
/// words on both sides, regions are independent.
///
/// In a region, a *node* is an end or a gap that is not a sure joint; an *edge* is a word between
/// two nodes, with no sure cut inside.
struct WordLattice: Sendable {
  let words: WordList
  /// The regions, and one more that marks the end.
  let regions: SharedArray<LatticeRegion>
  /// The positions of the nodes: a word begins there, or the region ends.
  let positions: SharedArray<UInt32>
  /// 1 where the node is an end of its region or a sure cut.
  let isSureCut: SharedArray<UInt8>
  /// The index of the first edge that ends at each node, and the number of edges. Edge i of a node
  /// begins i + 1 nodes before it.
  let firstEdges: SharedArray<UInt32>
  /// The word of each edge.
  let edgeWords: SharedArray<UInt32>
  /// The index of each edge's first pair; it has one for each edge that ends where it begins.
  let firstPairs: SharedArray<UInt32>
  /// The number of each pair of words; 0 for those that occur once in the whole lattice.
  let pairs: SharedArray<UInt32>
  /// One more than the greatest pair number.
  let pairCount: Int
  let fixedPairs: SharedArray<FixedPair>
  /// Where fixed words begin.
  let fixedStarts: SharedArray<UInt32>

  /// - Complexity: O(atoms) time; about 20 bytes per atom at a gate of 2.
  init(_ builder: consuming LatticeBuilder) throws(OutOfMemory) {
    words = builder.words
    regions = try SharedArray(builder.regions)
    positions = try SharedArray(builder.positions)
    isSureCut = try SharedArray(builder.isSureCut)
    firstEdges = try SharedArray(builder.firstEdges)
    edgeWords = try SharedArray(builder.edgeWords)
    fixedStarts = try SharedArray(builder.fixedStarts)
    let edges = LatticeEdges(
      regions: regions.view, firstEdges: firstEdges.view, words: edgeWords.view)
    let numbering = try PairNumbering(edges, fixed: builder.fixedPairs)
    fixedPairs = try SharedArray(numbering.fixedPairs)
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

  /// The edges that end at these nodes.
  @inline(__always) func edges(_ nodes: Range<Int>) -> Range<Int> {
    Int(firstEdges.view[nodes.lowerBound])..<Int(firstEdges.view[nodes.upperBound])
  }

  /// The distinct pairs that a model counts, in the order of their numbers.
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

  /// Calls `edge` for each edge, then `pair` for each pair that has the edge as its second word;
  /// after the edges of a region, calls `after`, then `pair` for the pairs with the fixed word
  /// after it.
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
