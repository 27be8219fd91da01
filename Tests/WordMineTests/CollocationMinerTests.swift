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
    return try CollocationMiner(configuration).run(
      on: SentenceAtomSpoolTests.corpus(text), workers: Workers(threads: threads))
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
    for pair in found {
      #expect(pair.distances == expected["\(pair.first) \(pair.second)"])
    }
    #expect(found.count == expected.values.count { $0.reduce(0, +) >= 2 })
  }

  @Test(arguments: 2...5)
  func doesNotDependOnThreads(threads: Int) throws {
    let text = Self.random(seed: 9)
    let (one, many) = (try Self.mine(text), try Self.mine(text, threads: threads))
    #expect(!one.isEmpty && Array(one) == Array(many))
    #expect(Array(one.sorted(by: .gain)) == Array(many.sorted(by: .gain)))
  }

  /// Two units become one: the entropy of the text falls by N F, and the distance costs H(d).
  @Test func gainIsThatOfTheMergedText() throws {
    let text = String(repeating: "在 甲 中\n在 乙 丙 中\n丁 甲\n", count: 20)
    let found = try Self.mine(text)
    let pair = try #require(found.first { $0.first == "在" && $0.second == "中" })
    #expect(pair.distances == [0, 20, 20, 0, 0, 0] && pair.count == 40)
    let before = [40, 40, 40, 20, 20, 20]
    let after = [40, 40, 20, 20, 20]
    func cost(_ counts: [Int]) -> Double {
      let total = Double(counts.reduce(0, +))
      return counts.reduce(0) { $0 - Double($1) * log2(Double($1) / total) }
    }
    let distance = 40.0
    #expect(abs(pair.gain - (cost(before) - cost(after) - distance)) < 1e-9)
  }

  /// 甲 and 乙 stand together 4 times in a text of 16 words, in which each of them occurs 4 times.
  @Test func figuresAreThoseOfTheCounts() throws {
    let found = try Self.mine(String(repeating: "甲 乙 。 丙 丁 。 ", count: 4))
    let pair = try #require(found.first { $0.first == "甲" && $0.second == "乙" })
    #expect(pair.count == 4 && pair.peak == 1 && pair.spread == 0)
    // log₂ (4 · 16 / (4 · 4)), and the same over log₂ (16/4).
    #expect(abs(pair.pointwiseInformation - 2) < 1e-12)
    #expect(abs(pair.normalizedInformation - 1) < 1e-12)
    #expect(abs(pair.logDice - 14) < 1e-12)
    // (4 − 4 · 4 / 16) / √4.
    #expect(abs(pair.tScore - 1.5) < 1e-12)
    // (4 + ½) / (0 + ½).
    #expect(abs(pair.direction - log2(9)) < 1e-12)
  }

  @Test func measuresAreInTheirRanges() throws {
    let found = try Self.mine(Self.random(seed: 4))
    #expect(found.count > 10)
    for pair in found {
      #expect(pair.normalizedInformation <= 1 + 1e-12 && pair.logDice <= 14)
      #expect(pair.spread >= 0 && pair.spread <= log2(6.0) + 1e-12 && (1...6).contains(pair.peak))
      #expect(pair.link.isFinite && pair.link >= 0 && pair.logRatio.isFinite)
    }
  }

  @Test(arguments: Collocation.Measure.allCases)
  func sortsByAnyMeasure(measure: Collocation.Measure) throws {
    let found = try Self.mine(Self.random(seed: 6)).sorted(by: measure)
    #expect(found.count > 10)
    for (one, next) in zip(found, found.dropFirst()) {
      let (a, b) = (measure.value(of: one), measure.value(of: next))
      let key = { (pair: Collocation) in Array("\(pair.first) \(pair.second)".utf8) }
      #expect(a > b || a == b && key(one).lexicographicallyPrecedes(key(next)))
    }
  }

  @Test func listsTheStrongestLinksFirst() throws {
    let found = try Self.mine(Self.random(seed: 6))
    #expect(Array(found) == Array(found.sorted(by: .link)))
  }

  @Test func ordersEqualsByText() throws {
    let found = try Self.mine(String(repeating: "乙 甲\n丁 丙\n", count: 5))
    #expect(found.sorted(by: .count).map(\.first) == ["丁", "乙"])
  }

  @Test func neighboursAreTheWordsOfItsPairs() throws {
    let found = try Self.mine(Self.random(seed: 7))
    let neighbours = found.neighbours(of: "甲")
    let pairs = found.filter { $0.first == "甲" || $0.second == "甲" }
    #expect(!pairs.isEmpty && neighbours.count == pairs.count)
    for neighbour in neighbours {
      let (first, second) = (neighbour.pair.first, neighbour.pair.second)
      #expect(neighbour.isAfter ? first == "甲" : second == "甲")
      #expect(neighbour.word == (neighbour.isAfter ? second : first))
    }
    let places = neighbours.map { [$0.isAfter ? 1 : 0, $0.pair.peak] }
    #expect(zip(places, places.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
    #expect(found.neighbours(of: "甲", limit: 1).count == Set(places).count)
    #expect(found.neighbours(of: "没有").isEmpty && found.neighbours(of: "甲", limit: -1).isEmpty)
  }

  @Test(arguments: [-1, 0, 21])
  func refusesAWindow(window: Int) {
    #expect(
      throws: InvalidValue(option: "window", found: "\(window)", allowed: "1 to 20")
    ) { try Self.mine("茶", window: window) }
  }

  @Test func canBeInterrupted() throws {
    let interrupt = Interrupt()
    interrupt.request()
    #expect(throws: Interrupted.self) {
      try CollocationMiner().run(
        on: SentenceAtomSpoolTests.corpus("甲 乙"), workers: Workers(interrupt: interrupt))
    }
  }

  @Test(arguments: [
    "", "，。！\n", "茶", String(repeating: "茶 ", count: 20_000),
    String(repeating: "好 茶 。\n", count: 2_000),
    (0..<20_000).map { "词\($0 % 700 + 0x4E00)" }.joined(separator: " "),
  ])
  func copesWithOddTexts(text: String) throws {
    let found = try Self.mine(text)
    for pair in found.prefix(100) {
      #expect(pair.gain.isFinite && pair.logLikelihood.isFinite)
    }
  }
}
