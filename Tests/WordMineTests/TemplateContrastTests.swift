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
    #expect(item.figures.logLikelihood == Keyness.logLikelihood(200, of: 300, 20, of: 300))
    #expect(abs(item.figures.logRatio - 3.321928) < 1e-6)
    #expect(
      item.targetEntry?.slots.first?.entropy == 5 && item.referenceEntry?.slots.first?.entropy == 2)
    var configuration = EntryContrast.Configuration()
    (configuration.direction, configuration.falseDiscoveryRate) = (.both, 1)
    let both = try EntryContrast(configuration).run(on: target, against: reference)
    #expect(both.count == 2 && both.candidates == 2)
  }

  @Test func nothingTellsAListFromItself() throws {
    let list = [try template("在 [X] 中", 200), try template("从 [X] 到", 100)]
    #expect(try EntryContrast().run(on: list, against: list).isEmpty)
    #expect(try EntryContrast().run(on: [Template](), against: []).candidates == 0)
  }
}
