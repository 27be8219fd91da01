import Testing
import WordMineText

@testable import WordMine

@Suite struct EntryContrastTests {
  private func pair(_ first: String, _ second: String, _ distances: [Int]) -> Collocation {
    Collocation(first: first, second: second, distances: distances)
  }

  @Test func listsPairsThatAreTypical() throws {
    let target = [pair("香", "气", [180, 20]), pair("春", "茶", [100, 0])]
    let reference = [pair("香", "气", [0, 20]), pair("春", "茶", [270, 10])]
    let result = try EntryContrast().run(on: target, against: reference)
    #expect(result.map(\.text) == ["香 气"] && result.candidates == 2)
    let item = try #require(result.first)
    #expect(item.figures?.logLikelihood == Keyness.logLikelihood(200, of: 300, 20, of: 300))
    #expect(item.targetEntry?.distances == [180, 20] && item.referenceEntry?.distances == [0, 20])
  }

  @Test func whatOneListLacksIsNotKnown() throws {
    var configuration = EntryContrast.Configuration()
    (configuration.falseDiscoveryRate, configuration.direction) = (1, .both)
    let result = try EntryContrast(configuration).run(
      on: [pair("香", "气", [9]), pair("太", "少", [4])], against: [pair("春", "茶", [7])])
    #expect(result.map(\.text) == ["香 气", "春 茶"] && result.untested == 2)
    #expect(result.map(\.target) == [9, nil] && result.map(\.reference) == [nil, 7])
    #expect(result.allSatisfy { $0.figures == nil } && result.candidates == 0)
    configuration.falseDiscoveryRate = 0.999
    #expect(
      try EntryContrast(configuration).run(on: [pair("香", "气", [9])], against: []).isEmpty)
  }

  /// Shares (3/4, 1/4) and (1/4, 3/4): ¾ log₂ (3/2) + ¼ log₂ (1/2) = 0.1887 bits.
  @Test(
    arguments: [
      ([5, 5], [50, 50], 0), ([4], [0, 3], 1), ([3, 1], [1, 3], 0.18872187554), ([], [3], nil),
      ([0, 0], [3], nil), ([7], [7, 0, 0], 0),
    ] as [([Int], [Int], Double?)])
  func measuresTheChangeOfDistances(one: [Int], other: [Int], change: Double?) {
    for found in [
      Collocation.distanceChange(one, other), Collocation.distanceChange(other, one),
    ] {
      #expect((found == nil) == (change == nil))
      #expect(abs((found ?? 0) - (change ?? 0)) < 1e-9)
    }
  }

  @Test func refusesCountsBelowNone() throws {
    var template = try Template("在 [X] 中")
    template.count = -1
    #expect(throws: InvalidValue("the count of \"\(template.text)\" is -1; it must be at least 0"))
    {
      try EntryContrast().run(on: [template], against: [])
    }
    #expect(throws: InvalidValue.self) {
      try EntryContrast().run(on: [pair("香", "气", [5])], against: [pair("春", "茶", [-3, 2])])
    }
  }

  @Test func theLargestCountsAreAdded() throws {
    #expect(pair("香", "气", [.max, 1]).count == .max)
    #expect(pair("香", "气", [.min, -1]).count == .min)
    let result = try EntryContrast().run(
      on: [pair("香", "气", [.max, 9]), pair("春", "茶", [7])], against: [pair("春", "茶", [.max])])
    #expect(result.candidates == 1 && result.untested == 1)
  }

  @Test func refusesARate() {
    var configuration = EntryContrast.Configuration()
    configuration.falseDiscoveryRate = 1.5
    #expect(throws: InvalidValue.self) {
      try EntryContrast(configuration).run(on: [Collocation](), against: [])
    }
  }
}
