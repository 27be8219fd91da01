import Testing

@testable import WordMine

@Suite struct TemplateNestingTests {
  private func nesting(_ templates: [(String, Int)]) throws -> TemplateNesting {
    TemplateNesting(
      try templates.map { text, count in
        var template = try Template(text)
        template.count = count
        return template
      })
  }

  @Test func nestsTemplates() throws {
    let nesting = try nesting([("[X] 的 [X] 是 [X] 呢", 7), ("的 [X] 是", 5), ("[X] 和 [X]", 9)])
    let words = "雪梨 和 苹果 的 颜色 是 什么 呢".split(separator: " ").map(String.init)
    let reading = nesting.read(words)
    #expect(reading.nodes.map(\.template) == [2, 0])
    #expect(reading.nodes[1].words == 3..<8)
    #expect(reading.nodes[1].slots == [4..<5, 6..<7])
    #expect(reading.bits > 0)
  }

  @Test func readsWhatFillsASlotLikewise() throws {
    let nesting = try nesting([("如果 [X] ， 那么", 20), ("在 [X] 上", 10), ("^ 如果", 3)])
    let words = "如果 在 路 上 走 ， 那么 在 山 上 。".split(separator: " ").map(String.init)
    let reading = nesting.read(words)
    #expect(reading.nodes.map(\.template) == [0, 1, 1])
    #expect(reading.nodes.map(\.words) == [0..<7, 1..<4, 7..<10])
    #expect(reading.spans.map(\.words) == [0..<7, 1..<5, 1..<4, 7..<10])
    #expect(reading.spans.map(\.template) == [0, nil, 1, 1])
    #expect(reading.labels(of: [0..<11, 1..<5, 7..<10, 2..<3]) == [0, 1, 1, nil])
  }

  /// The costs of the file decide: the same templates, once dear and once cheap.
  @Test(arguments: [(2.0, 1), (30.0, 0)])
  func knowsTheCostsOfTheFile(cost: Double, nodes: Int) throws {
    var template = try Template("在 [X] 中")
    (template.count, template.cost, template.literalCosts) = (5, cost, [8, 8])
    template.slots = [Template.Slot(lengths: [1, 1])]
    #expect(TemplateNesting([template]).read(["在", "水", "中"]).nodes.count == nodes)
  }

  @Test func nothingIsNestedInNothing() throws {
    #expect(try nesting([("在 [X] 中", 1)]).read([]).nodes.isEmpty)
    #expect(try nesting([("在 [X] 中", 1)]).read(["茶", "。"]).nodes.isEmpty)
  }
}
