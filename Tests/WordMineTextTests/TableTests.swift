import Foundation
import Testing
import WordMineText

@Suite struct TableTests {
  struct Pair: Equatable, Sendable {
    var word = ""
    var count: Int?
    var gain: Double?
    var places: [Int] = []
  }

  static let table = Table<Pair>(
    [
      .text("word", { $0.word }, set: { $0.word = $1 ?? "" }).required,
      .integer("n", { $0.count }, set: { $0.count = $1 }),
      .number("gain", { $0.gain }, set: { $0.gain = $1 }),
      .init("places", { Cell($0.places) }) { field, pair throws(InputError.Reason) in
        pair.places = try field.counts()
      },
      .text("note", { _ in "x" }).only(.tsv),
    ],
    blank: { Pair() },
    check: { pair throws(InputError.Reason) in
      if pair.word.isEmpty { throw .mismatch("the word is empty") }
    })

  static let pairs = [
    Pair(word: "词典", count: 17, gain: 1.0 / 3, places: [1, 20]), Pair(word: "#年"),
    Pair(word: "\"\\\u{1}/\u{7F}"), Pair(word: "word", count: 0, gain: -1.5e-7),
  ]

  private func write(_ format: TableFormat) throws -> String {
    let sink = ByteSink.memory()
    try Self.table.write(Self.pairs, to: sink, as: format)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func read(_ text: String, _ format: TableFormat) throws -> [Pair] {
    var rest = Array(text.utf8)[...]
    let source = try ByteSource(name: "table") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return try RecordReader(source, as: Self.table.lineFormat(format)).all()
  }

  @Test func writesColumns() throws {
    #expect(
      try write(.tsv).split(separator: "\n").prefix(3) == [
        "word\tn\tgain\tplaces\tnote", "词典\t17\t0.333333\t1;20\tx", "#年\t\t\t\tx",
      ])
    #expect(
      try write(.jsonl).split(separator: "\n")[0]
        == #"{"gain":0.333333,"n":17,"places":[1,20],"word":"词典"}"#)
  }

  /// Any parser of JSON reads what is written.
  @Test func writesJSON() throws {
    for (line, pair) in zip(try write(.jsonl).split(separator: "\n"), Self.pairs) {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["word"] as? String == pair.word)
      #expect(object["n"] as? Int == pair.count)
      #expect((object["gain"] == nil) == (pair.gain == nil))
    }
  }

  @Test(arguments: TableFormat.allCases)
  func readsWhatItWrites(format: TableFormat) throws {
    let text = try write(format)
    var expected = Self.pairs
    expected[0].gain = 0.333333
    #expect(try read(text, format) == expected)
    if format == .tsv { #expect(try read("#" + text, format) == expected) }
  }

  @Test func readsColumnsInAnyOrder() throws {
    #expect(
      try read("n\tother\tword\n5\tx\t云\n\n\t\t雨\n", .tsv) == [
        Pair(word: "云", count: 5), Pair(word: "雨"),
      ])
    #expect(
      try read("{\"other\":[{}],\"word\":\"云\",\"n\":null}\n \t\n", .jsonl) == [Pair(word: "云")])
  }

  @Test(arguments: [
    ("n\tgain\n", TableFormat.tsv, "1: there is no column \"word\""),
    ("word\tn\n云\tx\n", .tsv, "2: n is not a number: \"x\""),
    ("word\tn\n云\t-1\n", .tsv, "2: n is not a number: \"-1\""),
    ("word\tgain\n云\tinf\n", .tsv, "2: gain is not a number: \"inf\""),
    ("word\tplaces\n云\t1;x\n", .tsv, "2: places is not a number: \"x\""),
    ("word\tn\n云\n", .tsv, "2: 1 fields under 2 column names"),
    ("word\tn\n\t1\n", .tsv, "2: the word is empty"),
    ("{\"n\":1}\n", .jsonl, "1: there is no column \"word\""),
    ("{\"word\":null}\n", .jsonl, "1: the value of \"word\" is null"),
    (
      "{\"word\":\"云\",\"n\":\"1\"}\n", .jsonl,
      "1: the value of \"n\" is not a number"
    ),
    ("{\"word\":\"云\",\"n\":1.5}\n", .jsonl, "1: n is not a number: \"1.5\""),
    (
      "{\"word\":\"云\",\"places\":[\"1\"]}\n", .jsonl,
      "1: the value of \"places\" is not a list of numbers"
    ),
    ("[1]\n", .jsonl, "1: not a JSON object: [1]"),
  ])
  func saysWhatIsWrongAndWhere(text: String, format: TableFormat, message: String) {
    #expect { try read(text, format) } throws: { "\($0)" == "table:" + message }
  }

  @Test(arguments: ["a\tb", "a\nb", "a\r"])
  func aTSVHoldsNoSeparators(word: String) throws {
    let error = try #require(throws: InputError.self) {
      try Self.table.write([Pair(word: word)], to: .memory(), as: .tsv, name: "out")
    }
    #expect(error.position == SourcePosition(source: "out", line: 2))
  }

  @Test func writesNestedValues() {
    let cell = Cell.object([
      "b": .list([.integer(1), .missing, .number(.nan)], separator: ";"), "a": .text("\n"),
      "c": .missing, "d": .number(.infinity), "é": .fixed(0.5, places: 3),
    ])
    #expect(JSON.text(cell) == #"{"a":"\n","b":[1,null,null],"é":0.5}"#)
  }

  @Test(
    arguments: [
      (0.5, 3, "0.500"), (-0.0625, 3, "-0.063"), (12, 0, "12"), (1234.56789, 2, "1234.57"),
      (0, 4, "0.0000"), (.nan, 3, ""),
    ] as [(Double, Int, String)])
  func writesFixedPlaces(value: Double, places: Int, text: String) {
    #expect(value.fixedText(places: places) == text)
  }

  @Test(
    arguments: [
      ("a.tsv", .tsv), ("a.jsonl", .jsonl), ("a.NDJSON", .jsonl), ("a", .tsv),
    ] as [(String, TableFormat)])
  func knowsTheFormatByTheName(path: String, format: TableFormat) {
    #expect(TableFormat(path: path) == format)
  }
}
