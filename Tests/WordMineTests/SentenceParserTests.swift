import Testing
import WordMineText

@testable import WordMine

@Suite struct SentenceParserTests {
  static func parser(_ form: SentenceParser.Form = .fast) throws -> SentenceParser {
    var configuration = SentenceParser.Configuration()
    configuration.form = form
    return SentenceParser(try LinkModelFormatTests.model(), configuration)
  }

  @Test(arguments: SentenceParser.Form.allCases, 1...10 as ClosedRange<UInt64>)
  func spansAreLaminar(form: SentenceParser.Form, seed: UInt64) throws {
    let words = CollocationMinerTests.random(seed: seed, lines: 5).split { " \n".contains($0) }
    let tree = try Self.parser(form).parse(words.map(String.init))
    #expect(tree.words.count == words.count && tree.spans.first?.words == 0..<words.count)
    for (index, one) in tree.spans.enumerated() {
      #expect(one.words.count > 1)
      for other in tree.spans[(index + 1)...] {
        #expect(one.words != other.words)
        let apart = !one.words.overlaps(other.words)
        #expect(apart || one.words.clamped(to: other.words) == other.words)
      }
    }
  }

  @Test func clausesHangUnderTheSentence() throws {
    let tree = try Self.parser().parse(["甲", "乙", "，", "丙", "丁", "戊", "。"])
    let spans = tree.spans.map(\.words)
    #expect(spans.contains(0..<7) && spans.contains(0..<2) && spans.contains(3..<6))
  }

  @Test func linksStayInTheirClause() throws {
    let links = try Self.parser().links(["甲", "乙", "，", "丙", "丁"])
    #expect(links.map { [$0.first, $0.second] } == [[0, 1], [3, 4]])
    #expect(links.allSatisfy { (0.01...1).contains($0.probability) })
  }

  @Test(arguments: [0, 1, 2, 41, 1_000])
  func parsesAnyLength(count: Int) throws {
    let words = Array(repeating: "甲", count: count)
    for form in SentenceParser.Form.allCases {
      let tree = try Self.parser(form).parse(words)
      #expect(tree.words == words && (tree.spans.isEmpty == (count < 2)))
    }
  }

  @Test func parsesWithAModelOfNothing() throws {
    let parser = SentenceParser(try LinkModelFormatTests.model(""))
    #expect(parser.parse(["甲", "乙", "丙"]).spans.first?.words == 0..<3)
    #expect(parser.links(["甲", "乙"]).allSatisfy { $0.probability.isFinite })
  }

  @Test func drawsTrees() {
    let tree = SentenceTree(
      words: ["师傅", "说", "今年", "的", "(", "。"],
      spans: [.init(2..<4), .init(0..<6), .init(1..<5, label: "说[X]")])
    #expect(tree.brackets() == "(师傅 (说[X]: 说 (今年 的) -LRB-) 。)")
    #expect(
      tree.text() == """
        *
        ├─ 师傅
        ├─ [说[X]]
        │  ├─ 说
        │  ├─ 今年 的
        │  └─ (
        └─ 。

        """)
  }
}
