import Testing
import WordMineText

@testable import WordMine

@Suite struct SentenceTreeTemplatesTests {
  private static let sentence = "在 他 从 北京 到 上海 的 时候 ， 天气 很 好 。"

  private func nesting(_ templates: [String]) throws -> TemplateParser {
    try TemplateParser(try templates.map { try Template($0) })
  }

  private func block(_ text: String) -> WordBlock {
    WordBlock(Array(text.utf8), endsInput: true, wholeLines: true)
  }

  @Test func aNestingIsATreeWithItsCost() throws {
    let nesting = try nesting(["在 [X] 的 时候", "从 [X] 到 上海"])
    let tree = try #require(nesting.trees(block(Self.sentence)).first)
    #expect(tree.words == Self.sentence.split(separator: " ").map(String.init))
    #expect(tree.spans.map(\.words) == [0..<13, 0..<8, 1..<6, 2..<6])
    #expect(tree.spans.map(\.label) == ["", "在 [X] 的 时候", "", "从 [X] 到 上海"])
    #expect(tree.bits == nesting.read(tree.words).bits)
    #expect(try #require(tree.bits) > 0)
  }

  @Test func spansAreLabelledWithWhatTheyHold() throws {
    let nesting = try nesting(["在 [X] 的 时候", "从 [X] 到 上海"])
    let words = Self.sentence.split(separator: " ").map(String.init)
    let tree = SentenceTree(words: words, spans: [0..<13, 0..<8, 2..<6, 9..<12].map { .init($0) })
    let labelled = try #require(nesting.label([tree], of: block(Self.sentence)).first)
    #expect(labelled.spans.map(\.label) == ["", "在 [X] 的 时候", "从 [X] 到 上海", ""])
    #expect(labelled.spans.map(\.words) == tree.spans.map(\.words))
    #expect(labelled.bits == nil)
  }

  /// One sentence of a text after the other, whatever their number.
  @Test func everySentenceHasATree() throws {
    let nesting = try nesting(["在 [X] 的"])
    let text = "在 水 的 。\n没有\n\n在 山 的 。"
    let block = block(text)
    #expect(nesting.trees(block).count == block.sentences.count)
  }
}
