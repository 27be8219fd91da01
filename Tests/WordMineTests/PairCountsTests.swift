import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct PairCountsTests {
  static func counts(
    _ text: ClauseText, window: Int, threads: Int = 1, minimum: Int = 1
  ) throws -> PairCounts {
    let classes = (0..<text.words.count).map { UInt8($0 == 0 ? 3 : $0 % 3) }
    return try PairCounts(
      text, try text.positions(), classes,
      .init(
        window: window, classes: 3, minimumWordCount: minimum, minimumPairCount: minimum),
      workers: Workers(threads: threads))
  }

  /// Every pair of the text, at distances from 1.
  static func naive(_ text: ClauseText, window: Int) -> [[UInt32]: Int] {
    let ids = text.ids.view
    var counts: [[UInt32]: Int] = [:]
    for first in 1..<ids.count where ids[first] != 0 {
      for distance in 1...window {
        let second = ids[first + distance]
        if second == 0 { break }
        counts[[ids[first], second, UInt32(distance)], default: 0] += 1
      }
    }
    return counts
  }

  @Test(arguments: [1, 4, 6], 1...3)
  func countsAsTheNaiveTwin(window: Int, threads: Int) throws {
    let text = try ClauseText(
      SentenceAtomSpoolTests.corpus(CollocationMinerTests.random(seed: UInt64(window))))
    let counts = try Self.counts(text, window: window, threads: threads)
    let expected = Self.naive(text, window: window)
    var found = 0
    for first in 0..<counts.pairs.rowCount {
      for entry in counts.pairs.row(first) {
        let key = counts.pairs.keys[entry]
        let pair = [UInt32(first), key / UInt32(window), key % UInt32(window) + 1]
        #expect(expected[pair] == Int(counts.pairs.counts[entry]))
        found += 1
      }
    }
    #expect(
      found == expected.count { text.words.isWord($0.key[0]) && text.words.isWord($0.key[1]) })
  }

  /// What stands after one word stands before another.
  @Test func bothSidesHoldAllPairs() throws {
    let text = try ClauseText(SentenceAtomSpoolTests.corpus(CollocationMinerTests.random(seed: 8)))
    let counts = try Self.counts(text, window: 6)
    let total = Self.naive(text, window: 6).values.reduce(0, +)
    #expect(counts.after.counts.reduce(0) { $0 + Int($1) } == total)
    #expect(counts.before.counts.reduce(0) { $0 + Int($1) } == total)
  }

  @Test func rareWordsShareTheirLastCharacter() throws {
    let rare = (0..<40).map { "\(Character(UnicodeScalar(0x5000 + $0)!))茶" }
    let corpus = SentenceAtomSpoolTests.corpus(
      (rare + ["水", "水", "水", "火"]).joined(separator: " "))
    let words = LinkWords(corpus.vocabulary)
    func id(_ word: String) -> UInt32 { words.id(ofForm: Array(word.utf8)[...]) }
    #expect(words.wordCount == 1 && id("水") == 1)
    #expect(id(rare[0]) == id("新茶") && words.counts[Int(id("新茶"))] == 40)
    #expect(id("火") == id("没有") && words.counts[Int(id("火"))] == 1)
    #expect(words.totalCount == 44)
  }
}
