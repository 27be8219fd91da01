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

  @Test(arguments: DictionaryFormat.written.filter { !$0.isDocument })
  func roundTrips(format: DictionaryFormat) throws {
    let words = ["词典", "T恤", "卡拉OK", "𠮷野", "\"'\\", "{", "a/b", "C++", "=SUM(1)", "'@他"]
    var entries = words.map { LexiconEntry(word: $0) }
    switch format {
    case .plain: break
    case .rime: entries += [LexiconEntry(word: "云", count: 5)]
    case .jieba, .hanlp: entries += [LexiconEntry(word: "云端", count: 3, tag: "n")]
    case .csv: entries += [Self.full, LexiconEntry(word: "云端, \"云\"", count: 3, tag: "n")]
    default: entries += [LexiconEntry(word: "云", count: 5), Self.full]
    }
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

  /// Integers are exact, also above 2⁵³.
  @Test(arguments: [9_007_199_254_740_993, Int.max])
  func readsGreatCounts(count: Int) throws {
    for format in [DictionaryFormat.jsonl, .tsv, .jieba] {
      let text = try write([LexiconEntry(word: "云", count: count)], format)
      #expect(try read(text, format).map(\.count) == [count])
    }
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
      ("words.tsv", .tsv), ("a/b.TXT", .plain), ("jieba.dict", .jieba), ("x.jsonl", .jsonl),
      ("x.csv", .csv), ("ext.dic", .plain), ("wordmine.dict.yaml", .rime), ("x.yaml", nil),
      ("tea.model", .sentencepiece), ("tea.vocab", .sentencepieceVocabulary),
      ("a/tokenizer.json", .huggingface), ("x.json", nil), ("x.tar", .mecab), ("x.scel", nil),
      ("words", nil), ("a.b/words", nil), ("", nil),
    ] as [(String, DictionaryFormat?)])
  func readsTheFormatOffTheName(path: String, format: DictionaryFormat?) {
    #expect(DictionaryFormat(path: path) == format)
  }

  private static let names = DictionaryFormat.allCases.map(\.rawValue).joined(separator: ", ")

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
    ("词\t频\n云\tx\n", "1: not a dictionary: \"词\t频\" fits none of the formats: \(names)"),
    (
      "\n云 雨 雪 风 x5 y6\n",
      "2: not a dictionary: \"云 雨 雪 风 x5 y6\" fits none of the formats: \(names)"
    ),
    (
      "{\n\"word\": \"云\"\n}",
      "1: not a dictionary: it looks like JSON over several lines; write one object per line, as jq -c does"
    ),
    ("<w>云</w>\n<w>雨</w>\n", "1: not a dictionary: it looks like XML; write one word per line"),
    ("word,count\n云,1.5\n", "2: count is not a number: \"1.5\""),
    ("word,count\n云,\"1\n", "2: a quote that is never closed"),
    ("云 n 5\n雨 5\n雪 n 2", "2: 2 fields, but there are a word and pairs of nature and frequency"),
    (
      "云 雲 [yun2] /cloud/\n雨\n雪 雪 [xue3] /snow/",
      "2: not \"traditional simplified [pin1 yin1] /meaning/\": \"雨\""
    ),
    ("{\"word\":\"云\"}\n{\"score\":1}", "2: there is no column \"word\""),
    ("{\"word\":1}", "1: the value of \"word\" is not a text"),
    ("{\"word\":null}", "1: the value of \"word\" is null"),
    (
      "{\"word\":\"云\",\"count\":1.5}",
      "1: count is not a number: \"1.5\""
    ),
    (
      "{\"word\":\"云\",\"score\":\"x\"}",
      "1: the value of \"score\" is not a number"
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
      ("云\u{A0}", .tsv), ("\u{FEFF}云", .jsonl), ("云\n雨", .jsonl), ("云\n雨", .csv),
      ("# 云", .plain), ("云 雨", .hanlp), ("#云", .rime), ("云\t雨", .rime),
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
    var writer = try DictionaryWriter(sink, as: format)
    for entry in entries { try writer.write(entry) }
    try writer.finish()
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
