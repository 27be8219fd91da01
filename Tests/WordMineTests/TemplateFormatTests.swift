import Testing
import WordMineText

@testable import WordMine

@Suite struct TemplateFormatTests {
  private static let texts = [
    "在 [X] 中", "^ 请问 [X] $", "从 [from] 到 [到] 去", "#年 [X] @", "[X] 是 什么", "是 [X]",
    "\\[X] [X] \\^ \\$ \\\\n", "被 [X1] 所 [X2]", "如果 [X1] ， 那么 [person-1] 就 [1st]",
    "a.b*c(d) [X] {e}|f+ ?", "word=\"x\" [X] \"]",
    "#template京 [X] 到", "#template 到",
    "\\^", "\\$", "\\^ [X] \\$", "^ \\^ [X] \\$ $", "\\$ \\^",
    // Accents and a byte order mark at the beginning of words, and behind signs.
    "\u{301}在 [X] \u{301} 中", "在 \u{FEFF} [\u{301}到]", "\\[\u{301} [X] #\u{301} .\u{301}",
    "\u{FEFF}在 [X]", "\u{7EE}",
  ]

  /// What reads the lines behind the header.
  private static func afterHeader(_ format: TemplateFormat) throws -> any LineFormat<Template> {
    var line = format.lineFormat()
    if let header = line.header { #expect(try line.decode(header[...]) == nil) }
    return line
  }

  @Test(arguments: texts)
  func theNotationRoundTrips(text: String) throws {
    #expect(try Template(try Template(text).text) == (try Template(text)))
    #expect(try Template(text).text.contains("[X1]") || !text.contains("[X1]"))
  }

  @Test(arguments: TemplateFormat.allCases, texts)
  func roundTrips(format: TemplateFormat, text: String) throws {
    var line = try Self.afterHeader(format)
    let template = try Template(text)
    let encoded = try line.encode(template)
    let decoded = try #require(try line.decode(encoded[...]))
    if format == .cql {
      let unnamed = template.elements.map { $0.isLiteral ? $0 : .slot(nil) }
      #expect(decoded.elements == unnamed)
    } else {
      #expect(decoded.elements == template.elements)
    }
    #expect(try line.encode(decoded) == encoded)
  }

  @Test(arguments: [TemplateFormat.jsonl, .tsv])
  func keepsWhatIsKnown(format: TemplateFormat) throws {
    var template = try Template("在 [X] 中 [Y] 上")
    (template.count, template.gain, template.documents) = (843, 2395.4, 702)
    template.slots = [
      Template.Slot(
        lengths: [230, 204, 0], types: 752, entropy: 9.465,
        top: [Template.Filler(text: "过程", count: 7), Template.Filler(text: "会谈", count: 5)]),
      Template.Slot(lengths: [1], types: 1, entropy: 0, top: []),
    ]
    if format == .jsonl {
      (template.examples, template.cost) = (["在\"会谈\"中"], 10.5)
      template.literalCosts = [5, 6, 7.25]
    }
    var line = try Self.afterHeader(format)
    #expect(try line.decode(try line.encode(template)[...]) == template)
  }

  /// Fillers from JSON Lines may hold anything.
  @Test func tablesKeepFillersApart() throws {
    var template = try Template("在 [X] 中 [Y] 上")
    template.slots = ["\u{301}a", "\u{301}b"].map { text in
      Template.Slot(lengths: [1], types: 1, top: [Template.Filler(text: text, count: 2)])
    }
    var format = try Self.afterHeader(.tsv)
    let line = try format.encode(template)
    #expect(try format.decode(line[...]) == template)
    template.slots[0].top[0].text = "a\r\nb"
    #expect(throws: InputError.Reason.self) { try format.encode(template) }
  }

  @Test(arguments: [
    ("{\"t\":[\"在\",null],\"count\":-1}", "a count is not a number: \"-1\""),
    ("{\"t\":[null]}", "a template needs a word: \"[X]\""),
    ("{\"t\":[]}", "a template needs a word: \"\""),
    ("{\"t\":[\"^\",null,\"$\"]}", "a template needs a word: \"^ [X] $\""),
    ("{\"t\":[\"a\",null,null,\"b\"]}", "two slots in a row: nothing says where one ends"),
    ("{\"count\":1}", "there is no column \"t\""),
    ("{\"t\":\"在\"}", "not a JSON object: the value of \"t\" is not what it should be"),
    ("{\"t\":[\"在 水\",\"中\"]}", "a word of a template is empty or holds blanks: \"在 水\""),
    (
      "{\"t\":[{\"slot\":\"a b\"},\"中\"]}",
      "not a JSON object: the value of \"t\" is not what it should be"
    ),
    ("在 [X] 中", "not a JSON object: 在 [X] 中"),
  ])
  func saysWhatIsWrong(line: String, message: String) {
    #expect(throws: InputError.Reason.self) { try JSONLTemplateFormat().decode(line[...]) }
    do {
      _ = try JSONLTemplateFormat().decode(line[...])
    } catch {
      #expect(error.description == message)
    }
  }

  @Test(arguments: [
    "[X]", "", "^ $", "在 [X", "在 [a|b] 中", "在 [a|\u{301}] 中", "中 ^", "$ 中", "在 [X] [Y] 中", "\\ 在",
    "从 [a] 到 [a]",
    Array(repeating: "在", count: 10).joined(separator: " [X] "),
  ])
  func refusesWhatIsNoTemplate(text: String) {
    #expect(throws: InputError.Reason.self) { try Template(text) }
  }

  @Test func namesTheWrongLine() throws {
    let bytes = Array("在 [X] 中\n\n在 [X] [Y]\n".utf8)
    var rest = bytes[...]
    let source = try ByteSource(name: "list.txt") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    var reader = try RecordReader(templates: source)
    _ = try reader.next()
    do {
      _ = try reader.next()
      Issue.record("a wrong line was read")
    } catch {
      #expect(
        error.description == "list.txt:3: two slots in a row: nothing says where one ends")
    }
  }

  @Test(arguments: [
    ("X", "X", "X"), ("person-1", "person_2d_1", "personZ2dZ1"), ("到", "到", "Z5230Z"),
    ("1st", "_31_st", "Z31Zst"), ("a_Z", "a_5f_Z", "aZ5fZZ5aZ"), ("a>", "a_3e_", "aZ3eZ"),
    ("地点地点地点", "地点地点地点", "Z5730ZZ70b9ZZ5730ZZ70b9ZZ5730ZZ70b9Z"),
  ])
  func groupNamesAreThoseThatRegularExpressionsAllow(name: String, group: String, java: String) {
    for (dialect, expected) in [
      (RegexDialect.python, group), (.javaScript, group), (.java, java),
    ] {
      #expect(dialect.groupName(name) == expected)
      #expect(dialect.slotName(expected[...].unicodeScalars) == name)
    }
  }

  /// Every dialect and scope is read by one reader.
  @Test(arguments: RegexDialect.allCases, TemplateScope.allCases)
  func expressionsOfAllDialectsAreRead(dialect: RegexDialect, scope: TemplateScope) throws {
    let format = RegexTemplateFormat(dialect, scope: scope, slotLength: 3)
    for text in Self.texts + ["从 [地点地点地点地点] 到 [to]", "＃ [X] ＠", "^ [X] 是 [Y] $", "[名字] 说"] {
      let template = try Template(text)
      let line = format.encode(template)
      #expect(try RegexTemplateFormat().decode(line[...])?.elements == template.elements, "\(line)")
      #expect(TemplateFormat(detecting: Array(line.utf8)[...]) == .regex)
    }
  }

  @Test(arguments: [
    "在", "(?<!\\S)", "(?<!\\S)在", "(?<!\\S)在 +(?!\\S)", "(?<!\\S)(在)(?!\\S)", "(?<!\\S)在(?!\\S)在",
    "(?<!\\S)(?P<X>.*)(?!\\S)",
  ])
  func foreignExpressionsAreRefused(line: String) {
    #expect(throws: InputError.Reason.self) { try RegexTemplateFormat().decode(line[...]) }
  }

  /// Messages show what was read.
  @Test(arguments: [
    (TemplateFormat.plain, "在 [X 里", "a slot is not closed: \"[X\""),
    (.cql, "[word=\"在\"] (x)", "not a query that templates are written as: \"(x)\""),
    (
      .regex, "(?<!\\S)在 +(里)",
      "not an expression that templates are written as: \"(里)\""
    ),
  ])
  func messagesShowTheText(format: TemplateFormat, line: String, message: String) {
    var reader = format.lineFormat()
    do {
      _ = try reader.decode(line[...])
      Issue.record("a wrong line was read")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test(arguments: [
    ("{\"t\":[\"在\"]}", TemplateFormat.jsonl), ("#template\tkind", .tsv), ("template\tkind", .tsv),
    ("#template", .tsv), ("template", .plain), ("在 [X] 中", .plain),
    ("<s> [word=\"在\"] []{1,8}", .cql), ("(?<!\\S)在 +", .regex), ("", .plain),
  ])
  func knowsAFormatByItsBeginning(line: String, format: TemplateFormat) {
    #expect(TemplateFormat(detecting: Array((line + "\n").utf8)[...]) == format)
  }
}
