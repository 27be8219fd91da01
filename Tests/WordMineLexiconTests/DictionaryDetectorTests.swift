import Testing
import WordMineLexicon
import WordMineText

@Suite struct DictionaryDetectorTests {
  @Test(
    arguments: [
      ("word\tscore", .tsv), ("#word\tscore", .tsv), ("score\tword\n1\t云", .tsv), ("word", .tsv),
      ("\u{FEFF}word\tcount\r\n云\t1", .tsv),
      ("word,count\n云,5", .csv), ("\"count\",\"word\"\r\n5,云", .csv), ("云,5\n\"雨,雪\",3", .csv),
      ("云,n,5\n雨,n,3,v,1", .csv),
      ("{\"word\": \"云\"}", .jsonl), ("{\"wor", .jsonl),
      ("云 5", .jieba), ("云 5 n\n雨 x9", .jieba), ("云\t5\tn", .jieba), ("云 n", .jieba),
      ("云\n雨 3\n雪 4 n", .jieba), ("云\n雨\n雪 3", .jieba), ("Edu Trust认证 2000\n云 3", .jieba),
      ("云 n 5", .hanlp), ("云 n 5 v 2\n雨\n雪 n 3", .hanlp), ("b超 n 3\n云 n 5", .hanlp),
      ("# Rime\n---\nname: x\n...\n云\tyun\t5", .rime),
      ("# CC-CEDICT\n雲 云 [yun2] /cloud/", .cedict),
      ("#Word Types: 2\n1\t9\t云\n2\t5\tthe", .antconc),
      ("云\t5\n雨 雪\t3", .thuocl), ("云\n雨\t1\n雪\n", .thuocl),
      ("云 11.9\n雨 9", .weights), ("云\t1.5", .weights),
      ("      5 云\n     12 雨 雪", .uniq), ("5\t云", .uniq),
      // A list of single words stays one, whatever a few of them look like.
      ("云\n雨\n雪", .plain), ("hong kong", .plain), ("windows 10\n云\n雨", .plain),
      ("维生素 b\n维生素 c\n云", .plain), ("{\n云\n雨", .plain), ("", .plain), ("\n\n云", .plain),
      ("同一个世界，同一个梦想\n云,雨", .plain), ("宝马(进口)\nC++\nAT&T", .plain), ("# 注\n云", .plain),
      // No dictionaries.
      ("[\n{\"word\": \"云\"}\n]", nil), ("<?xml version=\"1.0\"?>\n<w>云</w>", nil),
      ("今天下了雨，明天也许会下雪，谁也不知道后天怎么样，所以我们还是先不出门为好，在家里看看书，喝喝茶。", nil),
      ("云\t雨\t雪", nil),
    ] as [(String, DictionaryFormat?)])
  func detects(text: String, format: DictionaryFormat?) throws {
    var lines = LineReader(try source(text))
    let beginning = try lines.peek()
    #expect(DictionaryDetector(beginning).format == format)
  }

  /// One line that is wrong does not hide the format.
  @Test func judgesByMostLines() {
    let lines = (1...200).map { "词\($0) \($0) n" } + ["词 x y z"]
    let text = lines.joined(separator: "\n")
    #expect(DictionaryDetector(Array(text.utf8)[...]).format == .jieba)
  }

  @Test(
    arguments: [
      (
        "云 n 5 v 7\n雨\n", [LexiconEntry(word: "云", count: 12, tag: "v"), LexiconEntry(word: "雨")],
        .hanlp
      ),
      (
        "雲 云 [yun2] /cloud/\n雨 雨 [yu3] /rain/\n",
        [LexiconEntry(word: "云"), LexiconEntry(word: "雲"), LexiconEntry(word: "雨")], .cedict
      ),
      (
        "---\nname: x\ncolumns:\n  - weight\n  - text\n...\n# 注\n5\t云\n\t雨\n",
        [LexiconEntry(word: "云", count: 5), LexiconEntry(word: "雨")], .rime
      ),
      (
        "---\nname: x\n...\n云\tyun\t7\n雨\tyu\n",
        [LexiconEntry(word: "云", count: 7), LexiconEntry(word: "雨")], .rime
      ),
      (
        "<unk>\t0\n<0x0A>\t-9\n▁\t-1\n▁云\t-2.5\n雨▁雪\t-3\n",
        [
          LexiconEntry(word: "云", count: 2, score: -2.5),
          LexiconEntry(word: "雨 雪", count: 1, score: -3),
        ], .sentencepieceVocabulary
      ),
      (
        "1\t9\t云\t\n2\t5\t雨\n",
        [LexiconEntry(word: "云", count: 9), LexiconEntry(word: "雨", count: 5)], .antconc
      ),
      (
        "雨 雪\t3\n云 \t 5\n",
        [LexiconEntry(word: "雨 雪", count: 3), LexiconEntry(word: "云", count: 5)], .thuocl
      ),
      ("云 11.9\n", [LexiconEntry(word: "云", score: 11.9)], .weights),
      (
        "    5 雨 雪\n   12 云\n",
        [LexiconEntry(word: "雨 雪", count: 5), LexiconEntry(word: "云", count: 12)], .uniq
      ),
      ("云,5\n\"雨,\n雪\",3,n\n霜\n", nil, .csv),
      (
        "云,5\n\"雨,雪\",3,n\n霜\n",
        [
          LexiconEntry(word: "云", count: 5), LexiconEntry(word: "雨,雪", count: 3, tag: "n"),
          LexiconEntry(word: "霜"),
        ], .csv
      ),
      (
        "tag,word,count\nn,云,5\n,'=雨,\n",
        [LexiconEntry(word: "云", count: 5, tag: "n"), LexiconEntry(word: "=雨")], .csv
      ),
      (
        "Edu Trust认证 2000\n云 3 n\n",
        [
          LexiconEntry(word: "Edu Trust认证", count: 2000),
          LexiconEntry(word: "云", count: 3, tag: "n"),
        ], .jieba
      ),
    ] as [(String, [LexiconEntry]?, DictionaryFormat)])
  func readsWhatOthersWrite(text: String, entries: [LexiconEntry]?, format: DictionaryFormat) throws
  {
    for format in [nil, format] {
      let read = try? RecordReader(dictionary: source(text), format: format).all()
      #expect(read == entries)
    }
  }

  /// Blanks of any width around a word, marks between files that were put together, and lines of old Macs.
  @Test(arguments: [
    "云\u{3000}\n雨\u{3000}\n", "云\u{A0}\n\u{A0}雨\n", "云\n\u{FEFF}雨\n", "云\r雨\r", "云\r\n雨",
    "\u{FEFF}云\n\n 雨\t",
    "word\n云\u{A0}\n\u{3000}雨\n", "{\"word\":\"云\u{A0}\"}\n\u{FEFF}{\"word\":\"雨\"}\n",
  ])
  func readsWordsWithoutWhatIsAround(text: String) throws {
    let entries = try RecordReader(dictionary: source(text)).all()
    #expect(entries.map(\.word) == ["云", "雨"])
  }

  @Test(
    arguments: [
      // 云 5, 雨 3 and line breaks, as GB18030 (after enough text to tell) and UTF-16 with a mark.
      [
        0xFF, 0xFE, 0x91, 0x4E, 0x20, 0x00, 0x35, 0x00, 0x0A, 0x00, 0xE8, 0x96, 0x20, 0x00, 0x33,
        0x00,
      ],
      [
        0xFE, 0xFF, 0x4E, 0x91, 0x00, 0x20, 0x00, 0x35, 0x00, 0x0A, 0x96, 0xE8, 0x00, 0x20, 0x00,
        0x33,
      ],
    ] as [[UInt8]])
  func readsOtherEncodings(bytes: [UInt8]) throws {
    var rest = bytes[...]
    let source = try ByteSource(name: "dict.txt") { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    let entries = try RecordReader(dictionary: source).all()
    #expect(
      entries == [LexiconEntry(word: "云", count: 5), LexiconEntry(word: "雨", count: 3)])
  }

  @Test(arguments: DictionaryFormat.allCases.filter { !DictionaryFormat.written.contains($0) })
  func refusesToWriteWhatIsOnlyRead(format: DictionaryFormat) {
    #expect(throws: InputError.self) {
      var writer = try DictionaryWriter(.memory(), as: format)
      try writer.write(LexiconEntry(word: "云", count: 5))
      try writer.finish()
    }
  }
}
