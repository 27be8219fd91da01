import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct MutualInformationDiscoveryTests {
  private func discover(
    _ lines: [String], threads: Int = 1,
    _ change: (inout WordDiscovery.Configuration) -> Void = { _ in }
  ) throws -> WordDiscovery.Result {
    var configuration = WordDiscovery.Configuration()
    configuration.method = .mutualInformation
    change(&configuration)
    return try WordDiscovery(configuration).discover(
      inMemory: RandomText.atoms(lines), workers: Workers(threads: threads))
  }

  @Test func findsWhatHoldsTogether() throws {
    let objects = ["葡萄", "蝴蝶", "书", "山", "水", "云", "雨", "人", "鱼", "鸟"]
    let lines = (0..<200).map { line in
      let (first, second) = (objects[line % 10], objects[line * 7 / 10 % 10])
      return Array("我你他她谁")[line * 3 % 5].description + first
        + Array("看问说画写找见")[line % 7].description + second
    }
    let words = try discover(lines).words
    #expect(Set(words.prefix(2).map(\.text)) == ["葡萄", "蝴蝶"])
    #expect(words.allSatisfy { $0.leftEntropy == nil && $0.rightEntropy == nil })
  }

  @Test(
    arguments: [WordDiscovery.Configuration.MutualInformation.PairTest.cohesion, .gain],
    1...5 as ClosedRange<UInt64>)
  func doesNotDependOnTheOrderOfLines(
    pairTest: WordDiscovery.Configuration.MutualInformation.PairTest, seed: UInt64
  ) throws {
    var random = TestGenerator(seed: seed)
    let lines = RandomText.lines(300, seed: seed)
    func words(_ lines: [String], threads: Int) throws -> [DiscoveredWord] {
      try discover(lines, threads: threads) {
        $0.mutualInformation.pairTest = pairTest
        $0.mutualInformation.redundancyMargin = 1
      }.words
    }
    let expected = try words(lines, threads: 1)
    #expect(!expected.isEmpty)
    // The number of contexts is estimated from hashes of what stands before, which no order changes.
    #expect(try words(lines.shuffled(using: &random), threads: 2) == expected)
  }

  /// A word is used as often as the segmentation says.
  @Test func countsWhatTheSegmentationUses() throws {
    let lines = RandomText.lines(200, seed: 7)
    let discovery = try discover(lines) {
      $0.includesSingleAtoms = true
      $0.minimumCount = 1
    }
    let begins = try discovery.segmentation.marks()
    var counts: [String: Int] = [:]
    var atom = 0
    for line in lines {
      var word = ""
      for character in line {
        if !word.isEmpty, begins[atom] {
          counts[word, default: 0] += 1
          word = ""
        }
        word.append(character)
        atom += 1
      }
      counts[word, default: 0] += 1
    }
    let found = Dictionary(uniqueKeysWithValues: discovery.words.map { ($0.folded, $0.count) })
    #expect(found == counts)
  }

  /// Numbers are one class, whose members are many: it is in no word, and breaks one.
  @Test func makesNoWordOfNumbers() throws {
    let lines = (0..<50).map { "第\($0)章" }
    #expect(try discover(lines).words.isEmpty)
  }

  @Test(arguments: [[], [""], ["，。"], ["字"], ["12"]])
  func findsNothingInNothing(lines: [String]) throws {
    #expect(try discover(lines).words.isEmpty)
  }

  private static let stages = [
    "counting n-grams", "testing n-grams", "filtering candidates", "segmenting",
  ]

  private func run(_ workers: Workers) throws {
    var configuration = WordDiscovery.Configuration()
    (configuration.method, configuration.mutualInformation.order) = (.mutualInformation, 8)
    _ = try WordDiscovery(configuration).discover(
      inMemory: RandomText.atoms(RandomText.lines(300, seed: 1)), workers: workers)
  }

  @Test func everyStageReportsItsProgress() throws {
    let recorder = ProgressRecorder()
    try run(recorder.workers())
    recorder.expectWholeStages(Self.stages)
  }

  @Test(arguments: stages)
  func everyStageStopsWhereItIsInterrupted(stage: String) {
    ProgressRecorder.expectInterrupted(at: stage, run)
  }

  /// Between reports, the interrupt is looked at within one order and within one clause.
  @Test func partsCanBeInterrupted() throws {
    let interrupt = Interrupt()
    let workers = Workers(interrupt: interrupt)
    let text = RandomText.text(RandomText.lines(100, seed: 1))
    let names = try NGramNames(text, order: 2, minimumCount: 1)
    let strong = try StrongNGrams(names) { _ in true }
    let cuts = text.randomCuts(seed: 1)
    interrupt.request()
    var words = UnigramWords(text, longest: 2, workers: workers)
    var level = try NGramLevel(positions: text.ids.count)
    #expect(throws: Interrupted.self) { try level.count(text.range, on: workers) { text.ids[$0] } }
    #expect(throws: Interrupted.self) { try StrongNGrams(names, workers: workers) { _ in true } }
    #expect(throws: Interrupted.self) {
      try CandidateScanner(strong: strong).cut(into: cuts.view, workers: workers)
    }
    #expect(throws: Interrupted.self) {
      try WordUsage(text, cuts: cuts.view, workers: workers)
    }
    #expect(throws: Interrupted.self) { try words.parts(of: text.range.prefix(2)) }
    #expect(throws: Interrupted.self) { try words.segment(into: cuts.view) }
  }

  @Test func keepsToTheLongestWord() throws {
    let lines = Array(repeating: "甲乙丙丁戊己", count: 20) + Array(repeating: "天地", count: 50)
    for length in 1...6 {
      let words = try discover(lines) {
        $0.maximumLength = length
        $0.includesSingleAtoms = true
      }.words
      #expect(words.allSatisfy { $0.folded.count <= length })
    }
  }
}
