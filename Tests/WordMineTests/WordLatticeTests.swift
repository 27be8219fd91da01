import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct WordLatticeTests {
  /// With less memory fewer gaps are open, at last only those within joints that are longer than a word.
  @Test func aNarrowerGateTakesLessMemory() throws {
    let setting = LatticeSetting(seed: 1, lines: 400)
    var gates: [Float] = []
    var nodes: [Int] = []
    for memory in [Int.max, 1 << 18, 1 << 17, 1 << 16, 0] {
      let (builder, gate) = LatticeBuilder.fitting(
        in: memory, setting.text, logits: setting.logits.view, gate: 2, maximumLength: 4)
      #expect(builder.isWhole)
      let expected = LatticeBuilder(
        setting.text, logits: setting.logits.view, gate: gate, maximumLength: 4)
      #expect(builder.edgeWords == expected.edgeWords)
      if gate == 0 {
        for (position, isSure) in zip(builder.positions, builder.isSureCut) where isSure == 0 {
          #expect(setting.logits.view[Int(position)] <= 0)
        }
      }
      gates.append(gate)
      nodes.append(builder.positions.count)
    }
    #expect(gates.first == 2 && gates.last == 0)
    #expect(gates == gates.sorted(by: >) && nodes == nodes.sorted(by: >))
    #expect(nodes[4] < nodes[0])
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func nodesAreTheGapsThatAreNoSureJoints(seed: UInt64) throws {
    let setting = LatticeSetting(seed: seed, maximumLength: Int(seed % 4) + 1)
    let lattice = setting.lattice
    var found: Set<LatticeSetting.Node> = []
    for node in 0..<lattice.positions.count {
      found.insert(
        .init(
          position: Int(lattice.positions.view[node]), isSure: lattice.isSureCut.view[node] != 0))
    }
    var expected: Set<LatticeSetting.Node> = []
    var fixed: [Int] = []
    for nodes in setting.nodes {
      for (node, next) in zip(nodes, nodes.dropFirst()) {
        if node.isSure, next.isSure {
          fixed.append(node.position)
        } else {
          expected.formUnion([node, next])
        }
      }
    }
    #expect(found == expected)
    #expect(values(lattice.fixedStarts).map(Int.init) == fixed)
  }

  /// All words of at most so many atoms between two nodes are edges, and no others.
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func edgesAreTheWordsBetweenNodes(seed: UInt64) throws {
    let setting = LatticeSetting(seed: seed, maximumLength: Int(seed % 4) + 1)
    let (lattice, ids) = (setting.lattice, setting.text.ids)
    for region in 0..<lattice.regionCount {
      let nodes = lattice.nodes(region)
      #expect(nodes.count >= 2)
      #expect(setting.edges(nodes.lowerBound).isEmpty)
      for node in nodes.dropFirst() {
        let end = Int(lattice.positions.view[node])
        var expected: [[UInt32]] = []
        for start in nodes.lowerBound..<node {
          let begin = Int(lattice.positions.view[start])
          let isCrossed = (start + 1..<node).contains { lattice.isSureCut.view[$0] != 0 }
          if end - begin <= setting.maximumLength, !isCrossed {
            expected.insert((begin..<end).map { ids[$0] }, at: 0)
          }
        }
        let found = setting.edges(node).map { lattice.words.atoms(Int(lattice.edgeWords.view[$0])) }
        #expect(found == expected)
        #expect(!found.isEmpty)
        #expect(found.joined().allSatisfy { $0 != 0 })
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func fixedWordsStandAroundRegions(seed: UInt64) throws {
    let setting = LatticeSetting(seed: seed)
    let (lattice, ids) = (setting.lattice, setting.text.ids)
    let fixed = Set(values(lattice.fixedStarts).map(Int.init))
    for region in 0..<lattice.regionCount {
      let nodes = lattice.nodes(region)
      let begin = Int(lattice.positions.view[nodes.lowerBound])
      let end = Int(lattice.positions.view[nodes.upperBound - 1])
      let (before, after) = (
        lattice.regions.view[region].before, lattice.regions.view[region].after
      )
      if ids[begin - 1] == 0 {
        #expect(before == 0)
      } else {
        let word = lattice.words.atoms(Int(before))
        #expect(word == (begin - word.count..<begin).map { ids[$0] })
        #expect(fixed.contains(begin - word.count))
      }
      if ids[end] == 0 {
        #expect(after == LatticeRegion.none)
      } else {
        let word = lattice.words.atoms(Int(after))
        #expect(word == (end..<end + word.count).map { ids[$0] })
        #expect(fixed.contains(end))
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func pairsThatOccurAgainHaveOneNumberEach(seed: UInt64) throws {
    let setting = LatticeSetting(seed: seed, lines: Int(seed) * 10)
    var numbers: [WordPair: [UInt32]] = [:]
    for (before, word, pair) in setting.pairPlaces {
      numbers[WordPair(before: before, word: word), default: []].append(pair)
    }
    var owners: [UInt32: WordPair] = [:]
    for (key, pairs) in numbers {
      #expect(Set(pairs).count == 1)
      #expect(pairs.count == 1 || pairs[0] != 0)
      if pairs[0] == 0 { continue }
      #expect(pairs[0] < setting.lattice.pairCount)
      #expect(owners.updateValue(key, forKey: pairs[0]) == nil)
    }
    #expect(owners.count == setting.lattice.pairCount - 1)
  }

  @Test(arguments: [[], ["甲"], ["甲甲甲甲甲甲甲甲甲"], ["甲", "甲乙", "乙"]])
  func tinyTextsHaveALattice(lines: [String]) throws {
    let text = RandomText.text(lines)
    for logit in [Float(-9), 0, 9] {
      let logits = try SharedArray([Float](repeating: logit, count: text.ids.count))
      let lattice = try WordLattice(
        LatticeBuilder(text, logits: logits.view, gate: 2, maximumLength: 4))
      let open = logit == 0 ? lines.filter { $0.count > 1 } : lines.filter { $0.count > 4 }
      #expect(lattice.regionCount == (logit == 9 ? 0 : open.count))
    }
  }

  /// A clause without an end is looked at in pieces.
  @Test func longClausesAreCut() throws {
    let text = RandomText.text([String(repeating: "甲乙", count: 3000)])
    let logits = try SharedArray<Float>(zeros: text.ids.count)
    let lattice = try WordLattice(
      LatticeBuilder(text, logits: logits.view, gate: 2, maximumLength: 4))
    #expect(lattice.regionCount == 3)
    var next = text.range.lowerBound
    for region in 0..<lattice.regionCount {
      let nodes = lattice.nodes(region)
      #expect(Int(lattice.positions.view[nodes.lowerBound]) == next)
      next = Int(lattice.positions.view[nodes.upperBound - 1])
    }
    #expect(next == text.range.upperBound)
  }
}
