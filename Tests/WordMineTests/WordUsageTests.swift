import Testing
import WordMineText

@testable import WordMine

@Suite struct WordUsageTests {
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func agreesWithADictionary(seed: UInt64) throws {
    let text = RandomText.text(RandomText.lines(100, seed: seed))
    let cuts = text.randomCuts(seed: seed)
    let uses = try WordUsage(text, cuts: cuts.view)
    let words = text.words(cuts)
    var counts: [[UInt32]: Int] = [:]
    for word in words { counts[word.ids, default: 0] += 1 }
    #expect(uses.sequence.count == words.count)
    #expect(uses.table.entries.count == counts.count)
    #expect(uses.contexts.count == counts.count)
    for number in uses.table.entries.indices {
      let ids = uses.table.span(number).map { text.ids[$0] }
      #expect(uses.table.entries[number].count == counts[ids])
    }
  }

  /// Up to a few contexts, the estimate is exact but for collisions of hashes.
  @Test func contextsAreTheDifferentWordsBefore() throws {
    let text = RandomText.text(RandomText.lines(200, seed: 1))
    let cuts = text.randomCuts(seed: 1)
    let uses = try WordUsage(text, cuts: cuts.view)
    var before: [[UInt32]: Set<[UInt32]>] = [:]
    var previous: (place: Range<Int>, ids: [UInt32])?
    for word in text.words(cuts) {
      let isFirst = previous.map { $0.place.upperBound != word.place.lowerBound } ?? true
      before[word.ids, default: []].insert(isFirst ? [] : previous!.ids)
      previous = word
    }
    for number in uses.table.entries.indices {
      let exact = before[uses.table.span(number).map { text.ids[$0] }]!.count
      #expect(uses.contexts[number].value <= Double(exact) * 1.8 + 0.1)
      #expect(uses.contexts[number].value > Double(exact) * 0.4)
    }
  }
}

@Suite struct LinearCounterTests {
  /// The mean over many sets; a single one of 64 bits scatters by about as much. Where the second map
  /// takes over, the greater of two estimates is taken, which is too much by up to a quarter.
  @Test(arguments: [1, 2, 5, 10, 20, 50, 100, 150, 200, 400, 700, 1000])
  func isOnAverageNearTheTruth(count: Int) {
    var random = TestGenerator(seed: UInt64(count))
    let sets = 300
    var sum = 0.0
    for _ in 0..<sets {
      var estimate = LinearCounter()
      let hashes = (0..<count).map { _ in random.next() }
      // Seen twice counts once.
      for hash in hashes + hashes { estimate.insert(hash) }
      sum += estimate.value
    }
    let mean = sum / Double(sets)
    let tolerance = (130...300).contains(count) ? 0.25 : 0.15
    #expect(abs(mean - Double(count)) <= tolerance * Double(count), "\(mean)")
  }

  @Test func nothingIsNone() { #expect(LinearCounter().value == 0) }
}
