import Foundation
import Testing
import WordMine
import WordMineBase

@Suite struct VocabularyScoreTests {
  /// 云端, 词典 and AB occur twice, 甲乙 once; 云 is too short.
  private static let gold = "云端 词典 云 AB\n词典\u{3000}云端 甲乙 云 AB\n"

  private func score(
    _ list: String, _ change: (inout VocabularyScore.Configuration) -> Void = { _ in }
  ) throws -> VocabularyScore {
    var configuration = VocabularyScore.Configuration()
    configuration.minimumFrequency = 2
    configuration.depths = [1, 2, 4]
    change(&configuration)
    return try VocabularyScore(
      gold: try source(Self.gold), dictionary: try source(list), configuration)
  }

  /// Right at ranks 1 and 4: the mean of 1/1, 2/4 and 0 is 1/2.
  @Test func comparesAList() throws {
    let score = try score("云端\n云\n甲乙\n云端\n丙丁\n词典\n")
    #expect(score.words == PrecisionRecall(gold: 3, found: 4, right: 2))
    #expect(score.knownWords == 3)
    #expect(score.recall == 2.0 / 3)
    #expect(score.averagePrecision == 0.5)
    #expect(score.precisions.map(\.depth) == [1, 2, 4])
    #expect(score.precisions.map(\.strict) == [1, 0.5, 0.5])
    #expect(score.precisions.map(\.lax) == [1, 1, 0.75])
    #expect(score.precision(at: 4) == score.precisions.last)
    #expect(score.precision(at: 3) == nil)
  }

  /// 甲乙 is a word of another standard, where it occurs twice; 丙丁 occurs once there.
  @Test func takesTheWordsOfOtherStandards() throws {
    let other = FileManager.default.temporaryDirectory.appendingPathComponent("wordmine-\(UUID())")
    try Data("甲乙 甲乙 丙丁\n".utf8).write(to: other)
    defer { try? FileManager.default.removeItem(at: other) }
    var configuration = VocabularyScore.Configuration()
    (configuration.minimumFrequency, configuration.depths) = (2, [3])
    let score = try VocabularyScore(
      gold: try source(Self.gold), others: [other.path], dictionary: try source("云端\n甲乙\n丙丁\n"),
      configuration)
    #expect(score.precision(at: 3)?.either == 2.0 / 3)
    #expect(score.precision(at: 3)?.strict == 1.0 / 3)
    #expect(try self.score("云端\n").acceptedWords == nil)
  }

  @Test(arguments: [true, false])
  func comparingStopsWhereItIsInterrupted(inGold: Bool) throws {
    let interrupt = Interrupt()
    let (gold, list) = ("甲 乙\n", "云端\n词典\n")
    #expect(throws: Interrupted.self) {
      try VocabularyScore(
        gold: inGold ? try source(gold, interrupting: interrupt) : try source(gold),
        dictionary: inGold ? try source(list) : try source(list, interrupting: interrupt),
        workers: Workers(interrupt: interrupt))
    }
  }

  @Test func stopsAtTheCut() throws {
    let score = try score("甲乙\n云端\n词典\nAB\n") { $0.cut = 2 }
    #expect(score.words == PrecisionRecall(gold: 3, found: 2, right: 1))
    #expect(score.averagePrecision == 0.25)
    #expect(score.precision(at: 4) == nil)
  }

  @Test func passesOverWhatIsNotHan() throws {
    let score = try score("AB\n云端\n云AB\n") { $0.hanOnly = true }
    #expect(score.words == PrecisionRecall(gold: 2, found: 1, right: 1))
  }

  @Test func takesShortWordsWhereAsked() throws {
    #expect(
      try score("云\n") { $0.minimumLength = 1 }.words
        == PrecisionRecall(gold: 4, found: 1, right: 1))
  }

  @Test(arguments: [
    "云端\t9\tx\n词典\t\n", "word\tscore\n云端\t9\n词典\t\n", "score\tword\n9\t云端\n8\t词典\n",
    "# 注释\n云端\n# x\n词典\n", "云端 9 n\n词典 8\n", "{\"word\":\"云端\"}\n{\"word\":\"词典\"}\n",
    "\u{FEFF}word\n\n 云端 \r\n词典",
  ])
  func readsListsOfEveryKind(list: String) throws {
    let score = try score(list)
    #expect(score.words == PrecisionRecall(gold: 3, found: 2, right: 2))
  }

  @Test func anEmptyListScoresNothing() throws {
    let score = try score("")
    #expect((score.recall, score.averagePrecision, score.precisions.count) == (0, 0, 0))
  }
}
