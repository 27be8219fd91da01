import Testing

@testable import WordMine

@Suite struct TemplateContrastTests {
  private func template(_ text: String, _ count: Int, entropy: Double? = nil) throws -> Template {
    var template = try Template(text)
    template.count = count
    if let entropy { template.slots = [Template.Slot(entropy: entropy)] }
    return template
  }

  @Test func listsWhatIsTypical() throws {
    let target = [try template("在 [X] 中", 200, entropy: 5), try template("从 [X] 到", 100)]
    let reference = [try template("在 [X] 中", 20, entropy: 2), try template("从 [X] 到", 280)]
    let result = try EntryContrast().run(on: target, against: reference)
    #expect(result.map(\.text) == ["在 [X] 中"])
    let item = try #require(result.first)
    #expect(item.figures?.logLikelihood == Keyness.logLikelihood(200, of: 300, 20, of: 300))
    #expect(abs((item.figures?.logRatio ?? 0) - 3.321928) < 1e-6)
    #expect(
      item.targetEntry?.slots.first?.entropy == 5 && item.referenceEntry?.slots.first?.entropy == 2)
    var configuration = EntryContrast.Configuration()
    (configuration.direction, configuration.falseDiscoveryRate) = (.both, 1)
    let both = try EntryContrast(configuration).run(on: target, against: reference)
    #expect(both.count == 2 && both.candidates == 2)
  }

  /// What a list lacks may be in its text: 最 [X] 的 is in both, as often.
  @Test func templatesAreCountedInBothTexts() throws {
    let target = [try template("最 [X] 的", 22)]
    let reference = [try template("从 [X] 到", 9)]
    var configuration = EntryContrast.Configuration()
    configuration.falseDiscoveryRate = 1
    configuration.direction = .both
    let lists = try EntryContrast(configuration).run(on: target, against: reference)
    #expect(lists.candidates == 0 && lists.untested == 2)
    #expect(lists.map(\.text) == ["最 [X] 的", "从 [X] 到"])
    #expect(lists.map(\.target) == [22, nil] && lists.map(\.reference) == [nil, 9])
    #expect(lists.allSatisfy { $0.figures == nil })
    configuration.falseDiscoveryRate = 0.99
    #expect(try EntryContrast(configuration).run(on: target, against: reference).isEmpty)

    let line = "最 好 的 茶 。 最 大 的 。"
    let counts = try TemplateCounts(
      of: target + reference, in: Corpus(lines: Array(repeating: line, count: 11) + ["从 家 到 店"]),
      and: Corpus(lines: Array(repeating: line, count: 10) + ["从 一 到 二 从 三 到 四 五 六"]),
      foundBy: .blanks)
    (configuration.falseDiscoveryRate, configuration.minimumCount) = (1, 1)
    let counted = try EntryContrast(configuration).run(
      on: target, against: reference, counts: counts)
    #expect(counted.untested == 0 && counted.candidates == 2)
    #expect(counted.targetTotal == 81 && counted.referenceTotal == 80)
    let byText = Dictionary(uniqueKeysWithValues: counted.map { ($0.text, $0) })
    #expect(byText["最 [X] 的"]?.target == 22 && byText["最 [X] 的"]?.reference == 20)
    #expect(byText["从 [X] 到"]?.target == 1 && byText["从 [X] 到"]?.reference == 2)
    #expect(
      byText["最 [X] 的"]?.figures?.logLikelihood == Keyness.logLikelihood(22, of: 81, 20, of: 80))
  }

  @Test func nothingTellsAListFromItself() throws {
    let list = [try template("在 [X] 中", 200), try template("从 [X] 到", 100)]
    #expect(try EntryContrast().run(on: list, against: list).isEmpty)
    #expect(try EntryContrast().run(on: [Template](), against: []).candidates == 0)
  }
}
