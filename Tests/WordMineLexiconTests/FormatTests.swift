import Testing
import WordMineLexicon
import WordMineText

@Suite struct FormatTests {
  static let full: LexiconEntry = {
    var entry = LexiconEntry(word: "词典", count: 17, tag: nil, score: 3.25)
    entry.rawCount = 20
    entry.contexts = 12.5
    entry.cohesion = 8.125
    entry.leftEntropy = 0
    entry.rightEntropy = 1.5
    entry.gain = -2
    entry.kind = "word"
    return entry
  }()

  @Test(arguments: DictionaryFormat.allCases)
  func roundTrips(format: DictionaryFormat) throws {
    let words = ["词典", "T恤", "卡拉OK", "𠮷野", "\"'\\", "{", "a/b"]
    var entries = words.map { LexiconEntry(word: $0) }
    if format != .plain { entries += [LexiconEntry(word: "云", count: 5)] }
    if format == .tsv || format == .jsonl { entries.insert(Self.full, at: 0) }
    if format == .jieba { entries.insert(LexiconEntry(word: "云端", count: 3, tag: "n"), at: 0) }
    #expect(try read(try write(entries, format), format) == entries)
    #expect(try read(try write(entries, format), nil) == entries)
  }

  @Test func writesTheNativeColumns() throws {
    #expect(
      try write([Self.full, LexiconEntry(word: "云", score: 1.0 / 3)], .tsv) == """
        word\tscore\tcount\traw_count\tcontexts\tcohesion\tleft_entropy\tright_entropy\tgain\tkind
        词典\t3.25\t17\t20\t12.5\t8.125\t0\t1.5\t-2\tword
        云\t0.333333\t\t\t\t\t\t\t\t

        """)
  }

  @Test func writesObjectsWithSortedKeys() throws {
    let entry = LexiconEntry(word: "云", count: 5, tag: "n", score: 2.0 / 3)
    #expect(
      try write([entry], .jsonl) == #"{"count":5,"score":0.666667,"tag":"n","word":"云"}"# + "\n")
  }

  @Test(arguments: ["云计算 5 n", "云计算 5", "云计算", "凱特琳 nz"])
  func readsWhatJiebaWrites(line: String) throws {
    let entry = try #require(try JiebaFormat().decode(line[...]))
    #expect(entry.word == line.prefix(3))
    #expect(try JiebaFormat().encode(entry) == line)
  }

  @Test func readsColumnsInAnyOrder() throws {
    let text = "count\tnote\tword\n5\tx\t云\n\t\t雨\n\n7\ty\t雪\n"
    #expect(
      try read(text, nil) == [
        LexiconEntry(word: "云", count: 5), LexiconEntry(word: "雨"),
        LexiconEntry(word: "雪", count: 7),
      ])
  }

  @Test(
    arguments: [
      ("word\tscore", .tsv), ("#word\tscore", .tsv), ("score\tword\n1\t云", .tsv), ("word", .tsv),
      ("云\t1.5", .tsv),
      ("\u{FEFF}word\tcount\r\n云\t1", .tsv), ("{\"word\": \"云\"}", .jsonl), ("{\"wor", .jsonl),
      ("{\n}", .plain), ("云 5", .jieba), ("云 5 n\n雨 x9", .jieba), ("云\t5\tn", .jieba),
      ("云 n", .jieba), ("云\n雨 3\n雪 4 n", .jieba), ("hong kong", .plain), ("云\n雨\n雪 3", .plain),
      ("", .plain), ("\n\n云", .plain), ("云 雨 雪 5", .plain),
    ] as [(String, DictionaryFormat)])
  func detects(text: String, format: DictionaryFormat) throws {
    var lines = LineReader(try source(text))
    #expect(DictionaryFormat(detecting: try lines.peek()) == format)
  }

  @Test(
    arguments: [
      ("words.tsv", .tsv), ("a/b.TXT", .plain), ("jieba.dict", .jieba), ("x.jsonl", .jsonl),
      ("words", nil), ("a.b/words", nil), ("", nil),
    ] as [(String, DictionaryFormat?)])
  func readsTheFormatOffTheName(path: String, format: DictionaryFormat?) {
    #expect(DictionaryFormat(path: path) == format)
  }

  @Test(arguments: [
    ("云 5\n雨 x9\n", "2: count is not a number: \"x9\""),
    ("云 5\n\n雨 -3\n", "3: count is not a number: \"-3\""),
    ("云 5\n雨 5 n v\n", "2: 4 fields, but at most word, count and tag are known"),
    ("word\tgain\n云\t1\n雨\tx\n", "3: gain is not a number: \"x\""),
    ("word\traw_count\n云\t1.5\n", "2: raw_count is not a number: \"1.5\""),
    ("word\tscore\n云\tinf\n", "2: score is not a number: \"inf\""),
    ("word\tscore\n云\t1\t2\n", "2: 3 fields under 2 column names"),
    ("word\tscore\n云\n", "2: 1 fields under 2 column names"),
    ("word\tscore\n\t1\n", "2: the word is empty"),
    ("云\t1.5\n", "1: there is no column \"word\""),
    ("云\n雨\t1\n雪\n", "2: a tab in a list of words, one a line: \"雨\\t1\""),
    ("{\"word\":\"云\"}\n{\"score\":1}", "2: there is no column \"word\""),
    ("{\"word\":1}", "1: not a JSON object: the value of \"word\" is not a text"),
    ("{\"word\":null}", "1: not a JSON object: the value of \"word\" is null"),
    (
      "{\"word\":\"云\",\"count\":1.5}",
      "1: count is not a number: \"1.5\""
    ),
    (
      "{\"word\":\"云\",\"score\":\"x\"}",
      "1: not a JSON object: the value of \"score\" is not a number"
    ),
    ("{\"word\":\"云\",\"count\":-1}", "1: count is not a number: \"-1\""),
    ("{\"word\":\"云\"", "1: not a JSON object: {\"word\":\"云\""),
  ])
  func saysWhatIsWrongAndWhere(text: String, message: String) throws {
    #expect {
      try read(text, nil)
    } throws: {
      "\($0)" == "dict.txt:" + message
    }
  }

  @Test(
    arguments: [
      ("", .tsv), ("云\t雨", .tsv), ("云\n", .tsv), ("云\r", .plain), (" 云", .plain), ("云\t雨", .plain),
      ("", .plain), ("云 雨", .jieba), ("云\u{3000}", .jieba), ("", .jieba), ("", .jsonl),
    ] as [(String, DictionaryFormat)])
  func refusesWordsItCannotHold(word: String, format: DictionaryFormat) throws {
    let error = try #require(throws: InputError.self) {
      try write([LexiconEntry(word: word)], format)
    }
    guard case .mismatch = error.reason else { throw error }
  }

  @Test func refusesATagThatWouldBeReadAsACount() {
    let entry = LexiconEntry(word: "云", tag: "N1")
    #expect(throws: InputError.Reason.self) { try JiebaFormat().encode(entry) }
  }

  private func write(_ entries: [LexiconEntry], _ format: DictionaryFormat) throws -> String {
    let sink = ByteSink.memory()
    var writer = try RecordWriter(sink, as: format.lineFormat)
    for entry in entries { try writer.write(entry) }
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func read(_ text: String, _ format: DictionaryFormat?) throws -> [LexiconEntry] {
    var reader = try RecordReader(dictionary: try source(text), format: format)
    var entries: [LexiconEntry] = []
    while let entry = try reader.next() { entries.append(entry) }
    return entries
  }
}

/// A file `dict.txt` with this text.
func source(_ text: String) throws -> ByteSource {
  var rest = Array(text.utf8)[...]
  return try ByteSource(name: "dict.txt") { count in
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}
