import WordMineBase
import WordMineText

@testable import WordMine

/// A lattice over random text with random logits.
struct LatticeSetting {
  let text: AtomSequence
  let logits: SharedArray<Float>
  let gate: Float = 2
  let maximumLength: Int
  let lattice: WordLattice
  /// The lines' words as they were drawn, at random: cuts to begin with.
  let cuts: SharedArray<UInt8>

  init(seed: UInt64, lines: Int = 40, maximumLength: Int = 4) {
    text = RandomText.text(RandomText.lines(lines, seed: seed))
    self.maximumLength = maximumLength
    var random = TestGenerator(seed: seed &+ 1)
    logits = try! SharedArray(zeros: text.ids.count)
    var level: Float = 0
    for position in text.range {
      // Gaps of one kind come in rows, so that there are long joints too.
      if Int.random(in: 0..<3, using: &random) == 0 { level = .random(in: -5...4, using: &random) }
      logits.view[position] = level + .random(in: -0.5...0.5, using: &random)
    }
    cuts = text.randomCuts(seed: seed &+ 2)
    lattice = try! WordLattice(
      LatticeBuilder(text, logits: logits.view, gate: gate, maximumLength: maximumLength))
  }

  /// A gap that is no sure joint, or the end of a clause.
  struct Node: Hashable {
    var position: Int
    var isSure: Bool
  }

  /// The nodes of each clause by the definition.
  var nodes: [[Node]] {
    text.clauses.map { start, ids in
      let end = start + ids.count
      var nodes = [Node(position: start, isSure: true)]
      for position in start + 1...end {
        let logit = position == end ? .infinity : logits.view[position]
        if logit < -gate { continue }
        let last = nodes[nodes.count - 1].position
        if position - last > maximumLength {
          nodes += (last + 1..<position).map { Node(position: $0, isSure: false) }
        }
        nodes.append(Node(position: position, isSure: logit > gate))
      }
      return nodes
    }
  }

  /// Every place of the lattice where a word stands after another, with the number of the pair.
  var pairPlaces: [(before: UInt32, word: UInt32, pair: UInt32)] {
    var places: [(before: UInt32, word: UInt32, pair: UInt32)] = []
    for index in 0..<lattice.fixedPairs.count {
      let fixed = lattice.fixedPairs.view[index]
      places.append((fixed.before, fixed.word, fixed.pair))
    }
    for region in 0..<lattice.regionCount {
      let (nodes, place) = (lattice.nodes(region), lattice.regions.view[region])
      for node in nodes {
        for (number, edge) in edges(node).enumerated() {
          let (start, word) = (node - 1 - number, lattice.edgeWords.view[edge])
          let first = Int(lattice.firstPairs.view[edge])
          if start == nodes.lowerBound {
            places.append((place.before, word, lattice.pairs.view[first]))
          } else {
            for (offset, last) in edges(start).enumerated() {
              places.append(
                (lattice.edgeWords.view[last], word, lattice.pairs.view[first + offset]))
            }
          }
        }
      }
      if place.after == LatticeRegion.none { continue }
      for (offset, last) in edges(nodes.upperBound - 1).enumerated() {
        places.append(
          (
            lattice.edgeWords.view[last], place.after,
            lattice.pairs.view[Int(place.firstAfterPair) + offset]
          ))
      }
    }
    return places
  }

  /// The edges that end at a node.
  func edges(_ node: Int) -> Range<Int> {
    Int(lattice.firstEdges.view[node])..<Int(lattice.firstEdges.view[node + 1])
  }

  /// The words that cuts make, as numbers, clause by clause.
  func words(_ cuts: SharedArray<UInt8>) -> [[UInt32]] {
    var clauses: [[UInt32]] = []
    for (place, _) in text.words(cuts) {
      if text.ids[place.lowerBound - 1] == 0 { clauses.append([]) }
      clauses[clauses.count - 1].append(UInt32(lattice.words.find(place)!))
    }
    return clauses
  }

  /// The segmentation of a sampler.
  func cuts(_ sampler: WordSampler) -> SharedArray<UInt8> {
    let cuts = try! SharedArray<UInt8>(zeros: text.ids.count)
    for index in 0..<lattice.fixedStarts.count {
      cuts.view[Int(lattice.fixedStarts.view[index])] = 1
    }
    sampler.write(to: cuts.view)
    return cuts
  }
}

/// Two words that follow each other.
struct WordPair: Hashable {
  var before: UInt32
  var word: UInt32
}
