import Testing

@testable import WordMine

@Suite struct TemplateMatcherTests {
  private func matches(
    _ templates: [String], _ text: String, slotLength: Int? = nil, scope: TemplateScope = .sentence
  ) throws -> [String] {
    var configuration = TemplateMatcher.Configuration()
    (configuration.slotLength, configuration.scope) = (slotLength, scope)
    let matcher = try TemplateMatcher(try templates.map { try Template($0) }, configuration)
    let block = WordBlock(Array(text.utf8))
    var found: [String] = []
    matcher.visitMatches(block) { sentence, match in
      let slots = matcher.slots(of: match).map { "\($0.name)=\($0.words)" }
      found.append(
        (["\(sentence)", templates[match.template], "\(match.words)"] + slots)
          .joined(separator: " "))
    }
    return found
  }

  @Test func givesTheSlots() throws {
    #expect(
      try matches(["从 [from] 到 [X] 去"], "他 从 北京 到 上海 东站 去 。\n从 这里 到 那里 去\n") == [
        "0 从 [from] 到 [X] 去 1..<7 from=2..<3 X2=4..<6",
        "1 从 [from] 到 [X] 去 0..<5 from=1..<2 X2=3..<4",
      ])
  }

  @Test func aTemplateThatIsListedAgainIsLeftOut() throws {
    #expect(try matches(["从 [X] 到", "从 [X] 到"], "从 这 到 那").count == 1)
  }

  @Test func takesTheShortestWay() throws {
    #expect(
      try matches(["在 [X] 中"], "在 水 中 游 中") == ["0 在 [X] 中 0..<3 X=1..<2"])
    #expect(
      try matches(["在 [X] 中"], "在 水 在 火 中") == [
        "0 在 [X] 中 0..<5 X=1..<4", "0 在 [X] 中 2..<5 X=3..<4",
      ])
    #expect(try matches(["在 [X] 中"], "在 一 二 三 中", slotLength: 2).isEmpty)
    #expect(try matches(["在 [X] 中"], "在 中").isEmpty)
  }

  @Test func knowsEdges() throws {
    #expect(try matches(["^ 请问 [X] $"], "请问 几 点 。 不 请问") == ["0 ^ 请问 [X] $ 0..<3 X=1..<3"])
    #expect(try matches(["^ 好 $"], "好 。 好 的 。") == ["0 ^ 好 $ 0..<1"])
    #expect(try matches(["^ [X] 吗 $"], "你 好 吗 ？") == ["0 ^ [X] 吗 $ 0..<3 X=0..<2"])
  }

  @Test func outerSlotsReachToTheEdge() throws {
    #expect(
      try matches(["[what] 是 [X]"], "这 本 书 是 好 书 。") == [
        "0 [what] 是 [X] 0..<6 what=0..<3 X2=4..<6"
      ])
    #expect(try matches(["[X] 是"], "是 我").isEmpty)
    #expect(try matches(["是 [X]"], "我 是").isEmpty)
  }

  @Test func commasAreWordsOrBorders() throws {
    let text = "如果 下雨 ， 那么 不 去"
    #expect(try matches(["如果 [X] ， 那么"], text) == ["0 如果 [X] ， 那么 0..<4 X=1..<2"])
    #expect(try matches(["如果 [X] ， 那么"], text, scope: .clause).isEmpty)
    #expect(try matches(["如果 [X] 去"], text) == ["0 如果 [X] 去 0..<6 X=1..<5"])
    #expect(try matches(["如果 [X] 去"], text, scope: .clause).isEmpty)
  }

  @Test func digitsAndLettersAreClasses() throws {
    #expect(try matches(["#年"], "在 1998年 ， 2008年").count == 2)
    #expect(try matches(["1998年 [X] @"], "２００８年 的 iPhone") == ["0 1998年 [X] @ 0..<3 X=1..<2"])
  }

  @Test func wordsOfAnotherLanguageDoNotOccur() throws {
    #expect(try matches(["der [X] ist"], "茶 好 喝 。").isEmpty)
  }

  /// The first way in the order of the lengths of the slots is the one that counts.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func agreesWithBruteForce(seed: UInt64) throws {
    var random = TestGenerator(seed: seed)
    let names = ["甲", "乙", "丙"]
    var shapes: [TemplateShape] = []
    for _ in 0..<6 {
      let shape = TemplateSetting.shape(words: 3, using: &random)
      if shape.literals.contains(where: { $0 < 3 }), !shapes.contains(shape) {
        shapes.append(shape)
      }
    }
    let templates = try shapes.map { shape in
      try Template(
        (0..<shape.count).flatMap { index -> [Template.Element] in
          let literal: Template.Element =
            switch shape.literal(index) {
            case 3: .clauseStart
            case 4: .clauseEnd
            default: .word(names[Int(shape.literal(index))])
            }
          return shape.hasSlot(before: index) ? [.slot(nil), literal] : [literal]
        })
    }
    let words = (0..<9).map { _ in UInt32.random(in: 0..<3, using: &random) }
    let tokens = [3] + words + [4]
    var expected: [[Int]] = []
    for (index, shape) in shapes.enumerated() {
      for start in tokens.indices {
        let ways = TemplateSetting.ways(shape, tokens, at: start, slotLength: 3)
        guard let way = ways.min(by: { $0.lexicographicallyPrecedes($1) }) else { continue }
        let slots = zip(way, way.dropFirst()).filter { $1 > $0 + 1 }.flatMap { [$0, $1 - 1] }
        expected.append([index, max(0, way[0] - 1), min(9, way[way.count - 1])] + slots)
      }
    }
    var configuration = TemplateMatcher.Configuration()
    configuration.slotLength = 3
    let matcher = try TemplateMatcher(templates, configuration)
    let text = WordBlock(Array(words.map { names[Int($0)] }.joined(separator: " ").utf8))
    var found: [[Int]] = []
    for match in matcher.matches(text, in: text.sentences[0]) {
      let slots = matcher.slotWords(of: match)
      found.append(
        [match.template, match.words.lowerBound, match.words.upperBound]
          + slots.flatMap { [$0.lowerBound, $0.upperBound] })
      checkJoins(templates[match.template], match.words, slots, text)
    }
    #expect(
      found.sorted { $0.lexicographicallyPrecedes($1) }
        == expected.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// Literals and fillers are the words of the match.
  private func checkJoins(
    _ template: Template, _ words: Range<Int>, _ slots: [Range<Int>], _ text: WordBlock
  ) {
    var (joined, rest): ([String], ArraySlice<Range<Int>>) = ([], slots[...])
    for element in template.elements {
      if case .word(let word) = element { joined.append(word) }
      if !element.isLiteral { joined += rest.removeFirst().map { text.word($0) } }
    }
    #expect(joined == words.map { text.word($0) })
  }

  @Test func manySlotsOverOneWordEndSoon() throws {
    let template = Array(repeating: "的", count: 9).joined(separator: " [X] ")
    // Of a piece of 40 words, the last 16 begin no match.
    let text = Array(repeating: "的", count: 400).joined(separator: " ")
    #expect(try matches([template], text).count == 240)
  }
}
