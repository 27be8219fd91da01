import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct SubstringCountsTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func agreesWithADictionary(seed: UInt64) throws {
    let text = RandomText.text(RandomText.lines(80, seed: seed))
    var naive: [[UInt32]: Int] = [:]
    for (_, ids) in text.clauses {
      for start in ids.indices {
        for end in start + 1...ids.count { naive[Array(ids[start..<end]), default: 0] += 1 }
      }
    }
    let words = text.words(text.randomCuts(seed: seed)).map(\.place)
    let raw = try SubstringCounts(text, words: words, workers: Workers())
    for word in words {
      // The word itself, its beginnings and its ends.
      for length in 1...word.count {
        for span in [word.prefix(length), word.suffix(length)] {
          let ids = span.map { text.ids[$0] }
          #expect(raw.count(span.startIndex..<span.endIndex) == naive[ids])
        }
      }
    }
  }

  @Test(arguments: 1...8)
  func threadsChangeNothing(threads: Int) throws {
    let text = RandomText.text(RandomText.lines(4000, seed: 2))
    let words = text.words(text.randomCuts(seed: 3)).map(\.place)
    let one = try SubstringCounts(text, words: words, workers: Workers())
    let other = try SubstringCounts(text, words: words, workers: Workers(threads: threads))
    #expect(words.map(other.count) == words.map(one.count))
  }

  @Test func occurrencesMayOverlap() throws {
    let text = RandomText.text(["甲甲甲甲", "甲甲"])
    let start = text.range.lowerBound
    let raw = try SubstringCounts(text, words: [start..<start + 2], workers: Workers())
    #expect(raw.count(start..<start + 2) == 4)
    #expect(raw.count(start..<start + 1) == 6)
    #expect(raw.count(start..<start + 3) == 0)
  }

  @Test func theFilterHasAllThatWasPutIn() {
    var random = TestGenerator(seed: 1)
    for count in [0, 1, 10, 1000] {
      let hashes = (0..<count).map { _ in random.next() }
      let filter = BloomFilter(hashes)
      #expect(hashes.allSatisfy(filter.mayHold))
      let others = (0..<1000).count { _ in filter.mayHold(random.next()) }
      #expect(others < 200)
    }
  }
}
