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
    var filter = try LineFilter(column: .name("text"), source: "t.tsv")
    var text: [UInt8] = []
    for records in ["id\ttext\n", "1\t中\n2\t国\n", "3\t人\n"] {
      var block = TextBlock(bytes: Array(records.utf8))
      try filter.extract(&block)
      text += block.bytes
    }
    #expect(String(decoding: text, as: UTF8.self) == "中\n国\n人\n")
  }

  @Test(arguments: [
    ("id\ttext\tkind\n1\t中\tA\n\n2\t国\tB\n", "kind", "text", "中\n国\n", ["A", "B"]),
    ("A\t中\n\t国\n", "1", "2", "中\n国\n", ["A", ""]),
    ("A\t\nB\t中\n", "1", "2", "\n中\n", ["A", "B"]),
    (#"{"text": "中\t国", "kind": "A\tB"}"#, "kind", "text", "中\t国\n", ["A B"]),
  ])
  func keepsLabelsBesideTexts(
    text: String, label: String, column: String, texts: String, labels: [String]
  ) throws {
    var filter = try LineFilter(column: Column(column), label: Column(label), source: "t.tsv")
    var block = TextBlock(bytes: Array(text.utf8))
    try filter.extract(&block)
    #expect(String(decoding: block.bytes, as: UTF8.self) == texts)
    #expect(block.labels == labels)
  }

  @Test func aNumberIsAPlaceAndAnyOtherTextAName() {
    #expect(Column("3") == .number(3))
    #expect(Column("text") == .name("text"))
  }

  private func extract(_ text: String, _ column: Column) throws -> String {
    var filter = try LineFilter(column: column, source: "t.tsv")
    var block = TextBlock(bytes: Array(text.utf8))
    try filter.extract(&block)
    return String(decoding: block.bytes, as: UTF8.self)
  }
}
