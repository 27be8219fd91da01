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
    ("", .name("text"), ""), ("\n \n{\"text\": \"中\"}\n", .name("text"), "中\n"),
    ("\nid\ttext\n1\t中\n", .name("text"), "中\n"), ("1\t中\r国\n2\t人\n", .number(2), "中 国\n人\n"),
    (" {\"text\": \"中\"}\n\t\n", .name("text"), "中\n"),
    ("id,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n2,中\r\n", .name("text"), "a, \"b\" c\n中\n"),
    ("\"id\",\"text\"\n\n1,中\n", .name("text"), "中\n"), ("text\n中,国\n", .name("text"), "中,国\n"),
    ("1,中\n2,国\n", .number(2), "中\n国\n"), ("1,中\n", .number(1), "1,中\n"),
    ("\"x\ny\",中\n", .number(2), "中\n"), ("id,text\ttext\n1\t中\n", .name("text"), "中\n"),
  ])
  func takesTheColumn(text: String, column: Column, expected: String) throws {
    #expect(try extract(text, column) == expected)
  }

  @Test(arguments: [
    ("a\n", Column.number(2), "t.tsv:1: there is no column \"2\""),
    ("a\tb\na\n", .number(2), "t.tsv:2: 1 fields, where the column \"2\" is number 2"),
    ("a\tb\n", .number(0), "t.tsv: there is no column \"0\""),
    ("id\tbody\n1\t中\n", .name("text"), "t.tsv:1: there is no column \"text\""),
    (#"{"id": 1}"#, .name("text"), "t.tsv:1: there is no column \"text\""),
    (
      #"{"text": [1]}"#, .name("text"),
      "t.tsv:1: the value of \"text\" is not a text"
    ),
    ("id,text\n1\n", .name("text"), "t.tsv:2: 1 fields, where the column \"text\" is number 2"),
    (
      "id\ttext\r1\t中\r", .name("text"),
      "t.tsv:1: lines that end in CR alone; convert them: tr '\\r' '\\n' < FILE"
    ),
    ("id,text\n1,\"a\nb\n", .name("text"), "t.tsv:2: a quote that is never closed"),
    (
      "[{\"text\": \"中\"}]\n", .name("text"),
      "t.tsv:1: a JSON array, not JSON Lines; write an object per line: jq -c '.[]' FILE"
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

  @Test func aFileNamedJSONLinesIsJSONLines() throws {
    for name in ["t.jsonl", "T.NDJSON.zst"] {
      var filter = try LineFilter(column: .name("text"), source: name)
      var block = TextBlock(bytes: Array("null\n{\"text\": \"中\"}\n".utf8))
      #expect {
        try filter.extract(&block)
      } throws: {
        "\($0)" == "\(name):1: not a JSON object: null"
      }
    }
  }

  @Test func aFileNamedCSVIsCSV() throws {
    for name in ["t.csv", "T.CSV.gz", "a/b.csv.bz2"] {
      var filter = try LineFilter(column: .number(1), source: name)
      var block = TextBlock(bytes: Array("中,国\n".utf8))
      try filter.extract(&block)
      #expect(block.bytes == Array("中\n".utf8))
    }
  }

  /// What cannot be text is mended, and counted.
  @Test(arguments: [
    (#"{"text": "中\ud83d"}"#, "中\u{FFFD}\n", 1, 0, "half of a surrogate pair: \\ud83d"),
    (
      #"{"text": "\udc00\\ud83d\ud83d\ude00"}"#, "\u{FFFD}\\ud83d😀\n", 1, 0,
      "surrogate pair: \\udc00"
    ),
    ("{\"text\":\t\"a\tb\"}", "a b\n", 1, 0, "a control character in a text"),
    (#"{"text": null}"#, "\n", 0, 1, "the value of \"text\" is null"),
    (#"{"text": 12}"#, "12\n", 0, 0, "is not a text"),
    (#"{"text": -1.5}"#, "-1.5\n", 0, 0, "is not a text"),
    (#"{"text": true}"#, "true\n", 0, 0, "is not a text"),
    (#"{"id": 1}"#, "\n", 0, 1, "no column \"text\""),
    (#"{"n": NaN, "text": "NaN"}"#, "NaN\n", 1, 0, "NaN, which is no number of JSON"),
    (#"{"n": [-Infinity, Infinity], "text": "中"}"#, "中\n", 1, 0, "-Infinity, which is no number"),
  ])
  func mendsRecords(
    record: String, text: String, mended: Int, withoutText: Int, cause: String
  ) throws {
    let bytes = Array((#"{"text": "first"}"# + "\n" + record + "\n").utf8)
    var filter = try LineFilter(column: .name("text"), source: "t.jsonl")
    var block = TextBlock(bytes: bytes)
    try filter.extract(&block)
    #expect(String(decoding: block.bytes, as: UTF8.self) == "first\n" + text)
    #expect(filter.mended == mended && filter.withoutText == withoutText)
    var strict = try LineFilter(column: .name("text"), source: "t.jsonl", isStrict: true)
    block = TextBlock(bytes: bytes)
    #expect {
      try strict.extract(&block)
    } throws: {
      "\($0)".hasPrefix("t.jsonl:2: ") && "\($0)".contains(cause)
    }
  }

  @Test func bytesThatAreNoTextAreMendedInJSON() throws {
    var filter = try LineFilter(column: .name("text"), source: "t.jsonl")
    var block = TextBlock(bytes: Array("{\"text\": \"中".utf8) + [0xFF] + Array("\"}".utf8))
    try filter.extract(&block)
    #expect(String(decoding: block.bytes, as: UTF8.self) == "中\u{FFFD}\n")
  }

  /// Blocks end anywhere, also within a record.
  @Test(arguments: [
    ("id,text\n1,\"a\n\"\"b\"\"\"\n2,中国\n3,x", "a \"b\"\n中国\nx\n"),
    ("{\"text\": \"中国\"}\r\n{\"text\": \"人\"}", "中国\n人\n"), ("id\ttext\n1\t中国\n", "中国\n"),
  ])
  func recordsGoOnInTheNextBlock(text: String, expected: String) throws {
    let bytes = Array(text.utf8)
    for size in 1...bytes.count {
      var filter = try LineFilter(column: .name("text"), source: "t")
      var found: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        let end = min(bytes.count, start + size)
        var block = TextBlock(bytes: Array(bytes[start..<end]), isLast: end == bytes.count)
        try filter.extract(&block)
        found += block.bytes
      }
      #expect(String(decoding: found, as: UTF8.self) == expected, "blocks of \(size)")
    }
  }

  @Test func aRecordMayNotBeLongerThanTheLimit() throws {
    for record in ["text\n" + String(repeating: "a", count: 30), "text,x\n\"aaaaa\n"] {
      var filter = try LineFilter(column: .name("text"), source: "t", longest: 20)
      #expect {
        for part in [record, "aaaaaaaaaaaaaaa\naaaaaa\n"] {
          var block = TextBlock(bytes: Array(part.utf8), isLast: false)
          try filter.extract(&block)
        }
      } throws: {
        "\($0)".hasPrefix("t:2: a record of more than 0 MiB")
      }
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
