import Testing
import WordMineText

@testable import WordMine

@Suite struct ConcordanceTests {
  static func hits(
    _ pattern: String, _ text: String,
    _ change: (inout Concordance.Configuration) -> Void = { _ in }
  ) throws -> [ConcordanceHit] {
    var configuration = Concordance.Configuration()
    change(&configuration)
    let concordance = try Concordance(try ConcordancePattern(pattern), configuration)
    return Array(try concordance.run(on: [WordBlock(text)]))
  }

  @Test(
    arguments: [
      ("茶", .word("茶")), (" 茶 ", .word("茶")), ("\\^", .word("^")), ("\\[X]", .word("[X]")),
      ("在 … 中", .pair("在", "中")), ("在……中", .pair("在", "中")), ("在...中", .pair("在", "中")),
      ("从 [X] 到 [X]", .template(try! Template("从 [X1] 到 [X2]"))),
      ("茶 好", .template(try! Template("茶 好"))), ("^ 我", .template(try! Template("^ 我"))),
      ("[X] …… [X]", .template(try! Template("[X] …… [X]"))),
    ] as [(String, ConcordancePattern)])
  func readsPatterns(text: String, pattern: ConcordancePattern) throws {
    #expect(try ConcordancePattern(text) == pattern)
  }

  @Test(arguments: [
    "", "…", "在…", "…中", "在…的…中", " ", "[X]", "从 [X", "[X] [Y] 中", "从 ^ 到", "$", "茶\t好",
  ])
  func refusesPatterns(text: String) {
    #expect(throws: InputError.Reason.self) { try ConcordancePattern(text) }
  }

  @Test func showsWhatFillsTheSlots() throws {
    let text = "他 从 北京 到 上海 去 。\n从 这里 走 到 那里 ； 从 没 到\n"
    let found = try Self.hits("从 [X] 到 [X]", text)
    #expect(found.map(\.slots) == [[["北京"], ["上海", "去"]], [["这里", "走"], ["那里"]]])
    #expect(found.map(\.line) == [1, 2])
    #expect(found[0].left == ["他"] && found[0].right == ["。"])
    #expect(found[0].match == ["从", "北京", "到", "上海", "去"])
    #expect(found[1].parts.map(\.isSlot) == [false, true, false, true])
    #expect(try Self.hits("从 [X] 到 [X] 去", text).map(\.slots) == [[["北京"], ["上海"]]])
  }

  @Test func templatesKnowEdgesAndTheirSlots() throws {
    let text = "如果 下 雨 ， 那么 不 去 。 他 如果 去"
    #expect(try Self.hits("^ 如果", text).map(\.match) == [["如果"]])
    #expect(try Self.hits("如果 [X] ， 那么", text).map(\.slots) == [[["下", "雨"]]])
    #expect(try Self.hits("如果 [X] ， 那么", text) { $0.slotLength = 1 }.isEmpty)
    #expect(try Self.hits("如果 [X] 那么", text).map(\.slots) == [[["下", "雨", "，"]]])
    #expect(try Self.hits("如果 [X] 那么", text) { $0.scope = .clause }.isEmpty)
  }

  /// Slots and words join to what stands there, and each slot has its name.
  @Test(arguments: 0..<30 as Range<UInt64>)
  func thePartsAreTheMatch(seed: UInt64) throws {
    var random = TestGenerator(seed: seed)
    func words(_ count: ClosedRange<Int>, _ choice: String) -> [String] {
      (0..<Int.random(in: count, using: &random)).map { _ in
        String(choice.randomElement(using: &random)!)
      }
    }
    let text = words(0...40, "一二三，。").joined(separator: " ")
    var pattern = words(1...1, "一二三") + words(0...3, "一二三")
    pattern.insert("[X]", at: Int.random(in: 0...pattern.count, using: &random))
    let found = try Self.hits(pattern.joined(separator: " "), text) { $0.width = 100 }
    for hit in found {
      #expect((hit.left + hit.match + hit.right).joined(separator: " ") == text)
      #expect(hit.parts.count { $0.isSlot } == 1 && hit.slots[0].count >= 1)
      let literals = hit.parts.filter { !$0.isSlot }.flatMap(\.words)
      #expect(literals == pattern.filter { $0 != "[X]" })
    }
  }

  @Test func findsWordsWithTheirLine() throws {
    let found = try Self.hits("茶", "他 喝 茶 。 茶 好\n没有\n好 茶")
    #expect(found.map(\.line) == [1, 1, 3])
    #expect(found[1].left == ["他", "喝", "茶", "。"] && found[1].right == ["好"])
  }

  @Test func findsWrittenAndNormalisedForms() throws {
    let text = "1998年 1999年"
    #expect(try Self.hits("1998年", text).map(\.match) == [["1998年"]])
    #expect(try Self.hits("#年", text).map(\.match) == [["1998年"], ["1999年"]])
  }

  @Test func pairsTheNearestWithinTheWindow() throws {
    let text = "在 在 家 中 中 。 在 。 中 在 一 二 三 中"
    let found = try Self.hits("在…中", text) { $0.window = 3 }
    #expect(found.map(\.slots) == [[["家"]]])
    let wide = try Self.hits("在…中", text) { $0.window = 4 }
    #expect(wide.map(\.slots) == [[["家"]], [["一", "二", "三"]]])
  }

  @Test func keepsToTheWidth() throws {
    let found = try Self.hits("中", "一二三 四五 中 六 七八九") { $0.width = 3 }
    #expect(found[0].left == ["四五"] && found[0].right == ["六"])
  }

  @Test func sortsByEachSide() throws {
    let pattern = try ConcordancePattern("x…y")
    let text = ["b x 2 y c\na x 1 y d\n", "b x 3 y a"].map { WordBlock($0) }
    let hits = try Concordance(pattern).run(on: text)
    func lines(_ order: Concordance.Order) -> [Int] { hits.sorted(by: order).map(\.line) }
    #expect(lines(.text) == [1, 2, 3] && lines(.left) == [2, 1, 3])
    #expect(lines(.right) == [3, 1, 2] && lines(.slot) == [2, 1, 3])
    let sink = ByteSink.memory()
    try hits.sorted(by: .slot).write(to: sink, as: .tsv)
    let table = "line\tleft\tmatch\tbetween\tright\n2\ta\tx 1 y\t1\td\n1\tb\tx 2 y\t2\tc\n"
    #expect(String(decoding: sink.bytes, as: UTF8.self) == table + "3\tb\tx 3 y\t3\ta\n")
  }

  @Test func refusesWhatCannotWork() throws {
    let pattern = try ConcordancePattern("从 [X] 到")
    for change in [{ $0.slotLength = 16 }, { $0.window = 0 }, { $0.width = -1 }]
      as [(inout Concordance.Configuration) -> Void]
    {
      var configuration = Concordance.Configuration()
      change(&configuration)
      #expect(throws: InvalidValue.self) { try Concordance(pattern, configuration) }
    }
  }
}
