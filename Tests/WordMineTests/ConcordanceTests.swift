import Testing
import WordMineText

@testable import WordMine

@Suite struct ConcordanceTests {
  static func hits(
    _ pattern: String, _ text: String, _ change: (inout Concordance) -> Void = { _ in }
  ) throws -> [Concordance.Hit] {
    var concordance = Concordance(try #require(ConcordancePattern(pattern)))
    change(&concordance)
    return concordance.hits(in: WordBlock(Array(text.utf8)))
  }

  @Test(
    arguments: [
      ("茶", "茶", nil), ("在 … 中", "在", "中"), ("在……中", "在", "中"), ("在...中", "在", "中"),
      (" 茶 ", "茶", nil),
    ] as [(String, String, String?)])
  func readsPatterns(text: String, first: String, second: String?) {
    let pattern = ConcordancePattern(text)
    #expect(pattern?.first == first && pattern?.second == second)
  }

  @Test(arguments: ["", "…", "在…", "…中", "在…的…中", " "])
  func refusesPatterns(text: String) { #expect(ConcordancePattern(text) == nil) }

  @Test func findsWordsWithTheirLine() throws {
    let found = try Self.hits("茶", "他 喝 茶 。 茶 好\n没有\n好 茶")
    #expect(found.map(\.line) == [0, 0, 2])
    #expect(found[1].left == ["他", "喝", "茶", "。"] && found[1].right == ["好"])
  }

  @Test func findsWrittenAndNormalisedForms() throws {
    let text = "1998年 1999年"
    #expect(try Self.hits("1998年", text).map(\.first) == ["1998年"])
    #expect(try Self.hits("#年", text).map(\.first) == ["1998年", "1999年"])
  }

  @Test func pairsTheNearestWithinTheWindow() throws {
    let text = "在 在 家 中 中 。 在 。 中 在 一 二 三 中"
    let found = try Self.hits("在…中", text) { $0.window = 3 }
    #expect(found.map(\.between) == [["家"]])
    let wide = try Self.hits("在…中", text) { $0.window = 4 }
    #expect(wide.map(\.between) == [["家"], ["一", "二", "三"]])
  }

  @Test func keepsToTheWidth() throws {
    let found = try Self.hits("中", "一二三 四五 中 六 七八九") { $0.width = 3 }
    #expect(found[0].left == ["四五"] && found[0].right == ["六"])
  }

  @Test func sortsByEachSide() throws {
    let hits = try Self.hits("x…y", "b x 2 y c\na x 1 y d\nb x 3 y a")
    func lines(_ order: Concordance.Order) -> [Int] {
      hits.enumerated().sorted {
        order.precedes($0.element, $1.element) ?? ($0.offset < $1.offset)
      }.map(\.element.line)
    }
    #expect(lines(.text) == [0, 1, 2] && lines(.left) == [1, 0, 2])
    #expect(lines(.right) == [2, 0, 1] && lines(.between) == [1, 0, 2])
  }
}
