import Foundation
import Testing

@testable import WordMine

@Suite struct TemplateParserTests {
  private func nesting(_ templates: [(String, Int)]) throws -> TemplateParser {
    try TemplateParser(
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
    #expect(try TemplateParser([template]).read(["在", "水", "中"]).nodes.count == nodes)
  }

  @Test func nothingIsNestedInNothing() throws {
    #expect(try nesting([("在 [X] 中", 1)]).read([]).nodes.isEmpty)
    #expect(try nesting([("在 [X] 中", 1)]).read(["茶", "。"]).nodes.isEmpty)
  }

  /// All sentences of up to six words out of three, read with several lists.
  @Test(arguments: [
    ["甲 [X] 乙"], ["甲 乙", "乙 丙"], ["甲 [X] 乙", "乙 [X] 甲"], ["甲 [X] 乙 [X] 丙", "甲 [X] 乙", "乙 丙"],
    ["^ 甲", "甲 [X] $", "乙 乙"], ["^ 甲 [X] 乙 $", "丙 [X] 丙"], ["[X] 甲 [X] 甲 [X]", "乙 甲"],
    ["甲 [X] ，", "， 乙", "甲 [X] ， [X] 乙"],
  ])
  func readsAllSmallSentencesAtTheLeastCost(texts: [String]) throws {
    let twin = try NestingTwin(texts)
    let nesting = try TemplateParser(twin.templates)
    let words = texts.joined().contains("，") ? ["甲", "乙", "，"] : ["甲", "乙", "丙"]
    var sentences: [[String]] = [[]]
    for length in 1...6 {
      sentences = sentences.flatMap { sentence in words.map { sentence + [$0] } }
      #expect(sentences.count == [3, 9, 27, 81, 243, 729][length - 1])
      for sentence in sentences {
        let reading = nesting.read(sentence)
        #expect(abs(reading.bits - twin.cheapest(sentence)) < 1e-9, "\(texts): \(sentence)")
        #expect(abs(reading.bits - twin.cost(of: reading, sentence)) < 1e-9)
        #expect(reading.cutSearches == 0)
        for (one, other) in zip(reading.spans, reading.spans.dropFirst()) {
          let isApart = !one.words.overlaps(other.words)
          #expect(isApart || other.words.clamped(to: one.words) == other.words)
        }
      }
    }
  }
}

/// The cost of a nesting by its definition, and the search that tries everything.
private struct NestingTwin {
  private static let slotLength = 3
  private static let counts = [2, 1, 0]
  private static let wordBits = ["甲": 5.0, "乙": 4.5, "丙": 6.25, "，": 3.0, "^": 1.5, "$": 2.5]

  let templates: [Template]
  /// What no template has costs as much as the dearest literal, but for the beginning of a clause.
  private let wordBits: [String: Double]

  init(_ texts: [String]) throws {
    templates = try texts.enumerated().map { index, text in
      var template = try Template(text)
      template.cost = 4 + Double(index)
      template.literalCosts = Self.literals(template).map { Self.wordBits[$0]! }
      template.slots = (0..<template.slotCount).map { _ in Template.Slot(lengths: Self.counts) }
      return template
    }
    let known = Set(templates.flatMap(Self.literals))
    let most = known.map { Self.wordBits[$0]! }.max()!
    wordBits = Dictionary(
      uniqueKeysWithValues: Self.wordBits.map { word, bits in
        (word, known.contains(word) ? bits : word == "^" ? 0 : most)
      })
  }

  private static func literals(_ template: Template) -> [String] {
    template.elements.compactMap {
      switch $0 {
      case .word(let word): word
      case .clauseStart: "^"
      case .clauseEnd: "$"
      case .slot: nil
      }
    }
  }

  private static func lengthBits(_ length: Int) -> Double {
    -log2((Double(counts[length - 1]) + 0.2) / (3 + 0.2 * 3))
  }

  func cheapest(_ sentence: [String]) -> Double {
    best((["^"] + sentence + ["$"])[...])
  }

  private func best(_ tokens: ArraySlice<String>) -> Double {
    guard let first = tokens.first else { return 0 }
    var least = wordBits[first]! + best(tokens.dropFirst())
    for template in templates {
      let inner = template.elements.drop { !$0.isLiteral }.reversed().drop { !$0.isLiteral }
      visitWays(Array(inner.reversed())[...], tokens) { bits, rest in
        least = min(least, template.cost! + bits + best(rest))
      }
    }
    return least
  }

  /// All ways in which elements stand at the beginning of tokens, with the cost of their slots.
  private func visitWays(
    _ elements: ArraySlice<Template.Element>, _ tokens: ArraySlice<String>, bits: Double = 0,
    _ body: (Double, ArraySlice<String>) -> Void
  ) {
    guard let first = elements.first else { return body(bits, tokens) }
    let literal: String? =
      switch first {
      case .word(let word): word
      case .clauseStart: "^"
      case .clauseEnd: "$"
      case .slot: nil
      }
    if let literal {
      if tokens.first == literal {
        visitWays(elements.dropFirst(), tokens.dropFirst(), bits: bits, body)
      }
      return
    }
    for length in 1...Self.slotLength where length < tokens.count {
      visitWays(
        elements.dropFirst(), tokens.dropFirst(length),
        bits: bits + Self.lengthBits(length) + best(tokens.prefix(length)), body)
    }
  }

  /// What a reading costs by its nodes: words that are in none are told one by one.
  func cost(of reading: TemplateParser.Reading, _ sentence: [String]) -> Double {
    var bits = (["^"] + sentence + ["$"]).reduce(0) { $0 + wordBits[$1]! }
    for node in reading.nodes {
      let template = templates[node.template]
      bits += template.cost! - Self.literals(template).reduce(0) { $0 + wordBits[$1]! }
      for slot in node.slots { bits += Self.lengthBits(slot.count) }
    }
    return bits
  }
}
