import Testing

@testable import WordMineText

@Suite struct LineFilterTests {
  @Test(arguments: [
    ("a\t中\nb\t国\n", Column.number(2), "中\n国\n"),
    ("a\t中\r\n\r\nb\t国", .number(2), "中\n国\n"),
    ("id\ttext\n1\t中\n2\t国\n", .name("text"), "中\n国\n"),
    ("中\n", .number(1), "中\n"), ("a\t\tc\n", .number(2), "\n"),
    (
      #"{"text": "中\n国", "id": 1}"# + "\n" + #"{"id": 2, "text": "\u4eba"}"#, .name("text"),
      "中 国\n人\n"
    ),
    ("", .name("text"), ""),
  ])
  func takesTheColumn(text: String, column: Column, expected: String) throws {
    #expect(try extract(text, column) == expected)
  }

  @Test(arguments: [
    ("a\n", Column.number(2), "t.tsv:1: there is no column \"2\""),
    ("a\tb\na\n", .number(2), "t.tsv:2: there is no column \"2\""),
    ("a\tb\n", .number(0), "t.tsv: there is no column \"0\""),
    ("id\tbody\n1\t中\n", .name("text"), "t.tsv:1: there is no column \"text\""),
    (#"{"id": 1}"#, .name("text"), "t.tsv:1: there is no column \"text\""),
    (
      #"{"text": 1}"#, .name("text"),
      "t.tsv:1: not a JSON object: the value of \"text\" is not a text"
    ),
    ("{\"text\": \"a\"}\n{\"text\": ", .name("text"), "t.tsv:2: not a JSON object: {\"text\": "),
  ])
  func saysWhereThereIsNone(text: String, column: Column, message: String) {
    #expect {
      try extract(text, column)
    } throws: {
      "\($0)" == message
    }
  }

  @Test func remembersTheHeaderFromBlockToBlock() throws {
    var filter = try LineFilter(columns: [.name("text")], source: "t.tsv")
    var text: [UInt8] = []
    for block in ["id\ttext\n", "1\t中\n2\t国\n", "3\t人\n"] {
      text += try filter.extract(Array(block.utf8))
    }
    #expect(String(decoding: text, as: UTF8.self) == "中\n国\n人\n")
  }

  @Test(arguments: [
    ("id\ttext\tkind\n1\t中\tA\n2\t国\tB\n", "kind", "text", "A\t中\nB\t国\n"),
    ("A\t中\n", "1", "2", "A\t中\n"),
    (#"{"text": "中\t国", "kind": "A"}"#, "kind", "text", "A\t中 国\n"),
  ])
  func joinsSeveralColumnsByTabs(
    text: String, label: String, column: String, expected: String
  ) throws {
    var filter = try LineFilter(columns: [Column(label), Column(column)], source: "t.tsv")
    let lines = try filter.extract(Array(text.utf8))
    #expect(String(decoding: lines, as: UTF8.self) == expected)
  }

  @Test func aNumberIsAPlaceAndAnyOtherTextAName() {
    #expect(Column("3") == .number(3))
    #expect(Column("text") == .name("text"))
  }

  private func extract(_ text: String, _ column: Column) throws -> String {
    var filter = try LineFilter(columns: [column], source: "t.tsv")
    return String(decoding: try filter.extract(Array(text.utf8)), as: UTF8.self)
  }
}
