import WordMineBase
import WordMineText

/// A segmentation: one path through each region of a lattice.
struct LatticePaths {
  private let lattice: WordLattice
  private let marks: SharedArray<UInt8>
  /// 1 where the path goes through a node.
  let isCut: SharedArray<UInt8>.View

  /// Uses the cuts at open nodes; a word that is no edge is cut again, as late as possible.
  ///
  /// - Parameter cuts: 1 where a word begins, one byte per position.
  init(_ lattice: WordLattice, cuts: SharedArray<UInt8>.View) throws(OutOfMemory) {
    self.lattice = lattice
    marks = try SharedArray(zeros: lattice.positions.count)
    isCut = marks.view
    for region in 0..<lattice.regionCount { setWay(lattice.nodes(region), cuts) }
  }

  private func setWay(_ nodes: Range<Int>, _ cuts: SharedArray<UInt8>.View) {
    var last = nodes.lowerBound
    isCut[last] = 1
    for node in nodes.dropFirst() {
      // Adjacent nodes are always joined by an edge.
      let edges = Int(lattice.firstEdges.view[node + 1] - lattice.firstEdges.view[node])
      if node - last > edges {
        last = node - 1
        isCut[last] = 1
      }
      let isEnd = node == nodes.upperBound - 1
      let isSure = lattice.isSureCut.view[node] != 0
      if isEnd || isSure || cuts[Int(lattice.positions.view[node])] != 0 {
        isCut[node] = 1
        last = node
      }
    }
  }

  /// Calls `body` with both words and the pair number for each step of a region's path.
  @inline(__always)
  func forEachStep(_ region: Int, _ body: (UInt32, UInt32, UInt32) -> Void) {
    let nodes = lattice.nodes(region)
    let regions = lattice.regions.view
    let (firstEdges, firstPairs) = (lattice.firstEdges.view, lattice.firstPairs.view)
    let (words, pairs) = (lattice.edgeWords.view, lattice.pairs.view)
    var before = regions[region].before
    // The index of the path's edge among the edges that end at `last`; 0 at the beginning.
    var (last, taken) = (nodes.lowerBound, 0)
    for node in nodes.dropFirst() where isCut[node] != 0 {
      let edge = Int(firstEdges[node]) + node - last - 1
      let word = words[edge]
      body(before, word, pairs[Int(firstPairs[edge]) + taken])
      (before, taken, last) = (word, node - last - 1, node)
    }
    let after = regions[region].after
    if after != LatticeRegion.none {
      body(before, after, pairs[Int(regions[region].firstAfterPair) + taken])
    }
  }

  /// Marks where words begin inside regions.
  func write(to cuts: SharedArray<UInt8>.View) {
    for region in 0..<lattice.regionCount {
      for node in lattice.nodes(region).dropLast() {
        cuts[Int(lattice.positions.view[node])] = isCut[node]
      }
    }
  }
}
