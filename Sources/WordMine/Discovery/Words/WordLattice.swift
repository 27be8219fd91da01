import WordMineText

/// The ways to cut a text into words that are still open.
///
/// A gap of which the boundary model is sure, |z| > `gate`, is a cut or a joint for good. Words between
/// two sure cuts are *fixed*; a *region* is a stretch between fixed words. Given the fixed words on both
/// sides, regions do not depend on each other.
///
/// In a region, a *node* is a gap that is no joint, or an end; an *edge* is a word between two nodes,
/// with no sure cut inside.
struct WordLattice<ID: AtomID>: Sendable {
  /// One stretch that is open.
  struct Region: BitwiseCopyable, Sendable {
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

  static var none: UInt32 { .max }

  let words: WordList<ID>
  /// One more at the end, so that each has a next.
  let regions: SharedArray<Region>
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
  init(_ builder: consuming LatticeBuilder<ID>) {
    words = builder.words
    regions = SharedArray(builder.regions)
    positions = SharedArray(builder.positions)
    isSureCut = SharedArray(builder.isSureCut)
    firstEdges = SharedArray(builder.firstEdges)
    edgeWords = SharedArray(builder.edgeWords)
    fixedStarts = SharedArray(builder.fixedStarts)
    let numbering = PairNumbering(builder)
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
}
