import Testing

@testable import WordMine

@Suite struct ClauseCoverTests {
  /// Random templates and costs, a random clause, and the search that tries everything.
  private struct World {
    let words = 3
    let slotLength: Int
    var shapes: [TemplateShape] = []
    var code = CoverCode(words: [], templates: [], lengths: [])
    var tokens: [UInt32] = []

    init(seed: UInt64) {
      var random = TestGenerator(seed: seed)
      slotLength = Int.random(in: 1...3, using: &random)
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let shape = TemplateSetting.shape(words: words, using: &random)
        if !shapes.contains(shape) { shapes.append(shape) }
      }
      func costs(_ count: Int, _ range: ClosedRange<Double>) -> [Double] {
        (0..<count).map { _ in Double.random(in: range, using: &random) }
      }
      code = CoverCode(
        words: costs(words + 2, 1...6), templates: costs(shapes.count, 1...9),
        lengths: costs(shapes.reduce(0) { $0 + $1.slotCount } * slotLength, 0.1...2))
      tokens = [UInt32(words)]
      for _ in 0..<Int.random(in: 0...7, using: &random) {
        tokens.append(UInt32.random(in: 0..<UInt32(words), using: &random))
      }
      tokens.append(UInt32(words + 1))
    }

    /// The cost of a template at given places, with the best of what is in its slots.
    func cost(_ template: Int, _ way: [Int]) -> Double {
      var slot = shapes[..<template].reduce(0) { $0 + $1.slotCount }
      var cost = code.templates[template]
      for (one, other) in zip(way, way.dropFirst()) where other > one + 1 {
        cost += code.lengths[slot * slotLength + other - one - 2] + best(one + 1, other)
        slot += 1
      }
      return cost
    }

    func best(_ start: Int, _ end: Int) -> Double {
      if start == end { return 0 }
      var best = code.words[Int(tokens[start])] + best(start + 1, end)
      for (template, shape) in shapes.enumerated() {
        for way in TemplateSetting.ways(shape, tokens, at: start, slotLength: slotLength) {
          let next = way[way.count - 1] + 1
          if next > end { continue }
          best = min(best, cost(template, way) + self.best(next, end))
        }
      }
      return best
    }

    /// Covers the clause, and adds up what the uses and the other words cost.
    func covered() -> (cost: Double, sum: Double, taken: Int, uses: [ClauseCover.Use]) {
      let trie = TemplateTrie(shapes, symbols: words + 2)
      var cover = ClauseCover(trie, code, slotLength: slotLength)
      var uses: [ClauseCover.Use] = []
      let cost = cover.cover(tokens.span, uses: &uses)
      var sum = tokens.reduce(0) { $0 + code.words[Int($1)] }
      var taken = 0
      for use in uses {
        let shape = shapes[Int(use.template)]
        sum += code.templates[Int(use.template)] - code.literals(shape)
        taken += shape.count
        use.lengths.visit { slot, length in
          let first = trie.layout.slots(of: Int(use.template)).lowerBound
          sum += code.lengths[(first + slot) * slotLength + length - 1]
        }
      }
      return (cost, sum, taken, uses)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func findsTheCheapestCover(seed: UInt64) {
    for index in 0..<10 as Range<UInt64> {
      let world = World(seed: seed * 1000 + index)
      let (cost, sum, taken, _) = world.covered()
      #expect(abs(cost - world.best(0, world.tokens.count)) < 1e-9)
      #expect(abs(cost - sum) < 1e-9)
      #expect(taken <= world.tokens.count)
      #expect(cost <= world.tokens.reduce(0) { $0 + world.code.words[Int($1)] } + 1e-9)
    }
  }

  /// No token is a literal twice, and each literal stands where the template says.
  @Test(arguments: 100..<120 as Range<UInt64>)
  func usesEachTokenOnce(seed: UInt64) {
    let world = World(seed: seed)
    let trie = TemplateTrie(world.shapes, symbols: world.words + 2)
    var isTaken = [Bool](repeating: false, count: world.tokens.count)
    for use in world.covered().uses {
      let shape = world.shapes[Int(use.template)]
      var slots: Set<Int> = []
      trie.layout.visitSlots(of: Int(use.template), use.lengths) { _, offset, length in
        slots.formUnion(Int(use.start) + offset..<Int(use.start) + offset + length)
      }
      let places = (Int(use.start)..<Int(use.end)).filter { !slots.contains($0) }
      #expect(places.map { world.tokens[$0] } == Array(shape.literals))
      for place in places {
        #expect(!isTaken[place])
        isTaken[place] = true
      }
    }
  }

  /// Each of four slots has eight lengths: more ways than are looked at, at all but the last places.
  @Test func countsWhereItWasCut() {
    let pair = TemplateShape(0, 0, slot: true)
    let long = pair.appending(0, slot: true).appending(0, slot: true).appending(0, slot: true)
    for (shape, isCut) in [(pair, false), (long, true)] {
      let code = CoverCode(
        words: [3, 0, 1], templates: [4], lengths: Array(repeating: 1, count: 8 * shape.slotCount))
      var cover = ClauseCover(TemplateTrie([shape], symbols: 3), code, slotLength: 8)
      var uses: [ClauseCover.Use] = []
      _ = cover.cover(([1] + [UInt32](repeating: 0, count: 60) + [2]).span, uses: &uses)
      #expect(isCut ? (20..<60).contains(cover.cuts) : cover.cuts == 0)
    }
  }

  @Test func aLongClauseOfOneWordIsCovered() {
    let shapes = [
      TemplateShape(0, 0, slot: true), TemplateShape(0, 0, slot: false),
      TemplateShape(0, 0, slot: true).appending(0, slot: true),
    ]
    let code = CoverCode(
      words: [3, 0, 1], templates: [4, 5, 5], lengths: Array(repeating: 1, count: 24))
    var cover = ClauseCover(TemplateTrie(shapes, symbols: 3), code, slotLength: 8)
    var uses: [ClauseCover.Use] = []
    let tokens = [1] + [UInt32](repeating: 0, count: 500) + [2]
    // Pairs cost 2.5 a word, three words 7.
    let cost = cover.cover(tokens.span, uses: &uses)
    #expect(cost <= 250 * 5 + 1 && cost >= 500 / 3 * 7 + 1)
  }
}
