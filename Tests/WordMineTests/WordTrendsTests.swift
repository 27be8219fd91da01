import Foundation
import Testing
import WordMineBase
import WordMineLexicon
import WordMineText

@testable import WordMine

@Suite struct WordTrendsTests {
  private func trends(
    _ periods: [[String]], _ change: (inout WordTrends.Configuration) -> Void = { _ in }
  ) throws -> ContrastResult<TrendingWord> {
    var configuration = WordTrends.Configuration()
    change(&configuration)
    let files = try periods.map { try countsFile($0) }
    return try WordTrends(configuration).run(on: files.map { file in { try source(file) } })
  }

  /// 春茶 comes up in the last period, 秋茶 goes away, 茶园 grows, 茶商 falls; 山上 stays.
  private func period(_ words: [(String, Int)]) -> [String] {
    words.flatMap { word, count in Array(repeating: word, count: count) }
      + Array(repeating: "山上", count: 1000)
  }

  @Test func listsWhatChanged() throws {
    let found = try trends([
      period([("秋茶", 50), ("茶园", 10), ("茶商", 60)]), period([("秋茶", 40), ("茶园", 10), ("茶商", 50)]),
      period([("春茶", 30), ("茶园", 90), ("茶商", 5)]),
    ])
    let changes = Dictionary(uniqueKeysWithValues: found.map { ($0.text, $0) })
    #expect(
      changes.mapValues(\.change) == ["春茶": .new, "秋茶": .gone, "茶园": .rising, "茶商": .falling])
    #expect(changes["秋茶"]?.counts == [50, 40, 0])
    #expect(changes["春茶"]?.counts == [0, 0, 30])
    #expect(changes["秋茶"]?.sparkline == "█▇▁")
    #expect(changes["春茶"]?.sparkline == "▁▁█")
    for word in found {
      #expect(word.targetCount == word.counts.last)
      #expect(word.referenceCount == word.counts.dropLast().reduce(0, +))
    }
  }

  /// What `CorpusContrast` lists against the earlier periods counted together, in the same order.
  @Test func isTheContrastWithAllThatWasBefore() throws {
    let lines = RandomText.lines(600, seed: 3)
    let periods = [
      Array(lines[..<200]), Array(lines[200..<350]),
      Array(lines[350...]) + Array(repeating: "春茶", count: 40),
    ]
    let found = try trends(periods) { $0.contrast.falseDiscoveryRate = 1 }
    var configuration = CorpusContrast.Configuration()
    (configuration.direction, configuration.falseDiscoveryRate) = (.both, 1)
    let (last, earlier) = (try countsFile(periods[2]), try countsFile(periods[0] + periods[1]))
    let contrast = try CorpusContrast(configuration).run(
      on: .counts { try source(last) }, against: .counts { try source(earlier) })
    #expect(found.map(\.word) == Array(contrast))
    #expect(!found.isEmpty)
  }

  /// Two random halves of one text differ in next to nothing.
  @Test func findsNothingInHalvesOfOneText() throws {
    let lines = RandomText.lines(4000, seed: 8)
    var generator = SeededGenerator(seed: 5)
    let shuffled = lines.shuffled(using: &generator)
    let found = try trends([Array(shuffled[..<2000]), Array(shuffled[2000...])])
    #expect(found.candidates > 100)
    #expect(Double(found.count) <= 0.01 * Double(found.candidates))
  }

  @Test func needsTwoPeriods() throws {
    #expect(throws: InvalidValue.self) { try trends([["春茶"]]) }
    #expect(try trends([[], []]).isEmpty)
  }
}
