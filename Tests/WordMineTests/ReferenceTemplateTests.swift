import Testing

@testable import WordMine

/// The cases of templates that were recorded by running the reference implementation.
@Suite struct ReferenceTemplateTests {
  private static func elements(_ value: Any?) throws -> [String?] {
    try #require(value as? [Any]).map { $0 as? String }
  }

  private static func templates(_ value: Any?) throws -> [ReferenceTemplateFinder.Found] {
    try #require(value as? [[Any]]).map { pair in
      ReferenceTemplateFinder.Found(
        elements: try elements(pair[0]), count: try #require(pair[1] as? Int))
    }
  }

  @Test(arguments: try Conformance.cases("T"))
  func findsTemplates(_ test: Conformance.Case) throws {
    var finder = ReferenceTemplateFinder()
    finder.window = try #require(test.parameters["window"] as? Int)
    finder.minimumProbability = try #require(test.parameters["min_proba"] as? Double)
    finder.minimumInformation = try #require(test.parameters["min_pmi"] as? Double)
    let lines = try #require(test.input as? [String])
    let segments = lines.map { $0.split(separator: "/").map { String($0) } }
    let result = finder.find(segments)
    #expect(result.words == test.expected["total_words"] as? Int)
    #expect(result.skipGrams == test.expected["total_skip_grams"] as? Int)
    let expected = try #require(test.expected["skip_gram_pmi"] as? [String: Double])
    #expect(result.information.count == expected.count)
    for (pair, information) in result.information {
      let other: Double = try #require(expected[pair.joined(separator: "→")])
      #expect(abs(information - other) < 1e-6)
    }
    #expect(Set(result.templates) == Set(try Self.templates(test.expected["templates"])))
    let useful = result.templates.filter { !$0.isTrivial }
    #expect(Set(useful) == Set(try Self.templates(test.expected["nontrivial"])))
    #expect(result.cutSegments == 0)
  }

  @Test(arguments: try Conformance.cases("A"))
  func countsPaths(_ test: Conformance.Case) throws {
    for sizes in try #require(test.input as? [[Int]]) {
      let paths = ReferencePaths(count: sizes[0], window: sizes[1]) { _, _ in true }
      let expected = test.expected["n=\(sizes[0]),window=\(sizes[1])"] as? Int
      #expect(paths.total == expected)
      var listed = 0
      paths.visit(limit: 1000) { _ in listed += 1 }
      #expect(listed == min(1000, paths.total))
    }
    #expect(ReferencePaths(count: 40, window: 5) { _, _ in true }.total == 151_367_869_744)
  }

  private static func parser(_ test: Conformance.Case) throws -> ReferenceTemplateParser {
    let templates = try templates(test.parameters["templates"])
    let total = test.parameters["total"] as? Int ?? templates.reduce(0) { $0 + $1.count }
    return ReferenceTemplateParser(templates.map { ($0.elements, $0.count) }, total: total)
  }

  @Test(arguments: try Conformance.cases("X"), [false, true])
  func findsMatches(_ test: Conformance.Case, isLenient: Bool) throws {
    var parser = try Self.parser(test)
    parser.isLenient = isLenient
    for (words, expected) in zip(try #require(test.input as? [[String]]), test.expectedList) {
      let matches = try #require(expected as? [[Any]]).map { fields in
        let span = try #require(fields[0] as? [Int])
        return ReferenceTemplateParser.Match(
          span: span[0]..<span[1], literals: try #require(fields[1] as? [Int]),
          count: try #require(fields[2] as? Int))
      }
      #expect(parser.matches(words) == matches)
    }
  }

  @Test(arguments: try Conformance.cases("P"), [false, true])
  func parses(_ test: Conformance.Case, isLenient: Bool) throws {
    var parser = try Self.parser(test)
    parser.isLenient = isLenient
    parser.unknownScore = try #require(test.parameters["null_score"] as? Double)
    for (sentence, expected) in zip(try #require(test.input as? [String]), test.expectedList) {
      let expected = try #require(expected as? [String: Any])
      let (score, tree) = parser.parse(sentence.split(separator: "/").map(String.init))
      #expect(abs(score - (try #require(expected["score"] as? Double))) < 1e-6)
      #expect(tree == (try Self.tree(expected["tree"])))
    }
  }

  private static func tree(_ value: Any?) throws -> ReferenceTemplateParser.Tree {
    let fields = try #require(value as? [String: Any])
    return ReferenceTemplateParser.Tree(
      template: try elements(fields["template"]),
      content: try #require(fields["content"] as? String),
      modules: try #require(fields["modules"] as? [Any]).map { try tree($0) })
  }

  /// What the reference skips, it skips only when asked to.
  @Test func strictnessIsTheDefault() {
    var parser = ReferenceTemplateParser([(["我", "爱"], 5)], total: 5)
    #expect(parser.matches(["我", "很", "爱"]).isEmpty)
    parser.isLenient = true
    #expect(
      parser.matches(["我", "很", "爱"]) == [.init(span: 0..<3, literals: [0, 2], count: 5)])
  }

  @Test func thereAreAllCoreCases() throws {
    #expect(try ["T", "A", "X", "P"].map { try Conformance.cases($0).count } == [3, 1, 2, 2])
  }

  @Test func aSlotAloneIsNoTemplate() {
    let parser = ReferenceTemplateParser([([nil], 1)], total: 1)
    #expect(parser.matches(["甲", "乙"]).isEmpty)
    #expect(parser.parse(["甲", "乙"]).score == -20)
  }
}
