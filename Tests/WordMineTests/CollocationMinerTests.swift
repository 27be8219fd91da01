import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct CollocationMinerTests {
  static func mine(
    _ text: String, minimumCount: Int = 2, window: Int = 6, threads: Int = 1
  ) throws -> Collocations {
    var configuration = CollocationMiner.Configuration()
    configuration.minimumCount = minimumCount
    configuration.window = window
    configuration.workers.threads = threads
    return try CollocationMiner(configuration).mine(SentenceAtomSpoolTests.corpus(text))
  }

  static func random(seed: UInt64, lines: Int = 200) -> String {
    var generator = SeededGenerator(seed: seed)
    let words = ["甲", "乙", "丙", "丁", "戊", "甲", "乙", "，", "1", "x"]
    return (0..<lines).map { _ in
      (0..<12).map { _ in words.randomElement(using: &generator)! }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// Pairs of which nothing of the two stands between, equal words from the left.
  static func naive(_ text: String, window: Int) -> [String: [Int]] {
    let corpus = SentenceAtomSpoolTests.corpus(text)
    var counts: [String: [Int]] = [:]
    for sentence in 0..<corpus.sentenceCount {
      for clause in corpus.clauses(ofSentence: sentence) {
        let words = clause.map { corpus.vocabulary.text(of: corpus.words[$0]) }
        var isSecond = Set<Int>()
        for first in words.indices {
          for second in first + 1..<max(first + 1, min(words.count, first + window + 1)) {
            let (a, b) = (words[first], words[second])
            if words[first + 1..<second].contains(where: { $0 == a || $0 == b }) { continue }
            if a == b {
              if isSecond.contains(first) { continue }
              isSecond.insert(second)
            }
            counts["\(a) \(b)", default: Array(repeating: 0, count: window)][second - first - 1] +=
              1
          }
        }
      }
    }
    return counts
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>, [1, 3, 6])
  func countsAsTheNaiveTwin(seed: UInt64, window: Int) throws {
    let text = Self.random(seed: seed)
    let found = try Self.mine(text, window: window)
    let expected = Self.naive(text, window: window)
    for index in 0..<found.count {
      let pair = found[index]
      #expect(pair.counts == expected["\(pair.first) \(pair.second)"])
    }
    #expect(found.count == expected.values.count { $0.reduce(0, +) >= 2 })
  }

  @Test(arguments: 2...5)
  func doesNotDependOnThreads(threads: Int) throws {
    let text = Self.random(seed: 9)
    let (one, many) = (try Self.mine(text), try Self.mine(text, threads: threads))
    #expect((0..<one.count).map { one[$0] } == (0..<many.count).map { many[$0] })
  }

  /// Two units become one: the entropy of the text falls by N F, and the distance costs H(d).
  @Test func gainIsThatOfTheMergedText() throws {
    let text = String(repeating: "在 甲 中\n在 乙 丙 中\n丁 甲\n", count: 20)
    let found = try Self.mine(text)
    let index = try #require(
      (0..<found.count).first { found[$0].first == "在" && found[$0].second == "中" })
    let pair = found[index]
    #expect(pair.counts == [0, 20, 20, 0, 0, 0] && pair.units == 180)
    let before = [40, 40, 40, 20, 20, 20]
    let after = [40, 40, 20, 20, 20]
    func cost(_ counts: [Int]) -> Double {
      let total = Double(counts.reduce(0, +))
      return counts.reduce(0) { $0 - Double($1) * log(Double($1) / total) }
    }
    let distance = 40 * log(2.0)
    #expect(abs(pair.gain - (cost(before) - cost(after) - distance)) < 1e-9)
  }

  @Test func measuresAreInTheirRanges() throws {
    let found = try Self.mine(Self.random(seed: 4))
    #expect(found.count > 10)
    for index in 0..<found.count {
      let pair = found[index]
      #expect(pair.normalizedInformation <= 1 + 1e-12 && pair.logDice <= 14)
      #expect(pair.count <= min(pair.firstCount, pair.secondCount))
      #expect(pair.spread >= 0 && pair.spread <= log(6.0) + 1e-12 && (1...6).contains(pair.peak))
      #expect(pair.link.isFinite && pair.link >= 0 && pair.logRatio.isFinite)
    }
  }

  @Test func orderByLinkIsTheOrderOfTheLink() throws {
    let found = try Self.mine(Self.random(seed: 6))
    #expect(found.orderByLink() == found.order(by: \.link))
  }

  @Test func ordersEqualsByText() throws {
    let found = try Self.mine(String(repeating: "乙 甲\n丁 丙\n", count: 5))
    let order = found.order { Double($0.count) }
    #expect(order.map { found[$0].first } == ["丁", "乙"])
  }

  @Test(arguments: [
    "", "，。！\n", "茶", String(repeating: "茶 ", count: 20_000),
    String(repeating: "好 茶 。\n", count: 2_000),
    (0..<20_000).map { "词\($0 % 700 + 0x4E00)" }.joined(separator: " "),
  ])
  func copesWithOddTexts(text: String) throws {
    let found = try Self.mine(text)
    for index in 0..<min(100, found.count) {
      #expect(found[index].gain.isFinite && found[index].logLikelihood.isFinite)
    }
  }
}
