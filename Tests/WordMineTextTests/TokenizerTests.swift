import Testing

@testable import WordMineText

@Suite struct TokenizerTests {
  @Test(arguments: [
    ("中国", [["中", "国"]]),
    ("㐀𠀀𪜀𫝀𫠠𬺰𰀀𱍐〇々", [["㐀", "𠀀", "𪜀", "𫝀", "𫠠", "𬺰", "𰀀", "𱍐", "〇", "々"]]),
    ("あカｶーㄅ", [["あ", "カ", "ｶ", "ー", "ㄅ"]]),
    ("5%○％\u{E000}\u{F0000}", [["5", "%", "○", "％", "\u{E000}", "\u{F0000}"]]),
    ("한국 Москва", [["한국"], ["Москва"]]),
    ("2024年３月", [["2024", "年", "３", "月"]]),
    ("3.14倍", [["3.14", "倍"]]),
    ("PM2.5超标", [["PM2.5", "超", "标"]]),
    ("T恤和5G网", [["T", "恤", "和", "5G", "网"]]),
    ("e-mail.", [["e-mail"]]),
    ("3..4 -5 a--b a-", [["3"], ["4"], ["5"], ["a"], ["b"], ["a"]]),
    ("e\u{301}te\u{301}", [["e\u{301}te\u{301}"]]),
    ("字\u{FE00}形\u{E0100}体", [["字", "形", "体"]]),
    ("甲㍿乙½丙", [["甲"], ["乙"], ["丙"]]),
    ("3㎏①", [["3㎏①"]]),
    ("Ａｂ１", [["Ａｂ１"]]),
    ("茶，酒。水\u{3000}火\n土", [["茶"], ["酒"], ["水"], ["火"], ["土"]]),
    ("甲\0乙😀丙\u{200D}丁", [["甲"], ["乙"], ["丙", "丁"]]),
    ("か\u{3099}は\u{309A}ｶﾞー", [["が", "ぱ", "ガ", "ー"]]),
    ("中\u{3099}国か，\u{3099}", [["中", "国", "か"]]),
    ("人⺠东⻄⻋间", [["人", "⺠", "东", "⻄", "⻋", "间"]]),
    (
      "中\u{200B}国\u{FEFF}中\u{2060}国\u{AD}中\u{200C}国\u{202C}co\u{AD}op",
      [["中", "国", "中", "国", "中", "国", "co\u{AD}op"]]
    ),
    ("字\u{2EBF0}\u{2EE5D}\u{3FFFD}体", [["字", "\u{2EBF0}", "\u{2EE5D}", "\u{3FFFD}", "体"]]),
    ("好👨\u{200D}👩\u{200D}👧好🇨🇳", [["好"], ["好"]]), ("1\u{FE0F}\u{20E3}", [["1\u{FE0F}\u{20E3}"]]),
    ("", []), ("，。！", []), ("\u{301}", []),
  ])
  func findsAtoms(text: String, expected: [[String]]) {
    #expect(clauses(Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    ("价12,345.60元", [["价", "12,345.60", "元"]]), ("1,234,567", [["1,234,567"]]),
    ("2011,2012", [["2011"], ["2012"]]), ("1,2,3", [["1"], ["2"], ["3"]]),
    ("1234,567", [["1234"], ["567"]]), ("PM2,500", [["PM2"], ["500"]]),
    ("12,3456", [["12"], ["3456"]]), ("12,345kg", [["12,345kg"]]),
    ("早3:30到12:30:45", [["早", "3:30", "到", "12:30:45"]]), ("3:1胜", [["3:1", "胜"]]),
    ("3: 30", [["3"], ["30"]]), ("b2:3", [["b2"], ["3"]]), ("1，2：3", [["1"], ["2"], ["3"]]),
  ])
  func keepsNumbersWhole(text: String, expected: [[String]]) {
    #expect(clauses(Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    (
      "看https://example.com/a/b.html?q=1&r=%E8%8C%B6#top吧",
      [["看", "https://example.com/a/b.html?q=1&r=%E8%8C%B6#top", "吧"]]
    ),
    ("(http://t.cn/Ab1).", [["http://t.cn/Ab1"]]),
    ("http://a.cn/x_(y)", [["http://a.cn/x_(y)"]]),
    ("ftp://a:b@c.de:21/", [["ftp://a:b@c.de:21/"]]),
    ("www.a.cn/茶", [["www.a.cn/", "茶"]]), ("WWW.a.cn?x=1,", [["WWW.a.cn?x=1"]]),
    ("http://茶", [["http"], ["茶"]]), ("a://", [["a"]]), ("3://a", [["3"], ["a"]]),
    ("é://a", [["é"], ["a"]]), ("a/b", [["a"], ["b"]]),
    ("写给li_si+x@mail.example.com。", [["写", "给", "li_si+x@mail.example.com"]]),
    ("a@b", [["a"], ["b"]]), ("@a.cn", [["a.cn"]]), ("a_b", [["a"], ["b"]]),
    ("a@b.c.", [["a@b.c"]]), ("a@.b", [["a"], ["b"]]), ("a@-b.c", [["a"], ["b.c"]]),
  ])
  func keepsAddressesWhole(text: String, expected: [[String]]) {
    #expect(clauses(Array(text.utf8)) == expected)
  }

  @Test func aRunThatIsNoWordEndsAClause() {
    let longest = String(repeating: "a", count: Tokenizer.longestRun)
    #expect(clauses(Array("甲\(longest)乙".utf8)) == [["甲", longest, "乙"]])
    #expect(clauses(Array("甲\(longest)a乙".utf8)) == [["甲"], ["乙"]])
  }

  @Test func countsLinesCharactersAndAtoms() {
    let block = Tokenizer().tokenize(Array("中国，PM2.5\ne\u{301} 𠮷\n".utf8).span)
    #expect(block.lines == 2)
    // Blanks count as nothing, a mark as a character.
    #expect(block.characters == 11)
    #expect(block.atoms == 5)
    #expect(block.bytes == 24)
  }

  /// Every place that a text can be cut at: what is left of a character is invalid, no more.
  @Test func survivesACutAtEveryByte() {
    let text = Array("中e\u{301}𠮷，é한".utf8)
    for start in text.indices {
      for end in start...text.count {
        let part = Array(text[start..<end])
        let block = Tokenizer().tokenize(part.span)
        // String repairs each invalid sequence to one U+FFFD, three bytes in UTF-8.
        let repaired = String(decoding: part, as: UTF8.self)
        let replacements = repaired.unicodeScalars.count { $0 == "\u{FFFD}" }
        let valid = repaired.utf8.count - 3 * replacements
        #expect(block.invalidBytes == part.count - valid, "\(start)..<\(end)")
        #expect((block.firstInvalid != nil) == (replacements > 0))
      }
    }
  }

  @Test func saysWhereTheFirstInvalidByteIs() {
    let first = Tokenizer().tokenize((Array("中\n国".utf8) + [0xFF, 0xFE]).span).firstInvalid
    #expect(first?.offset == 7)
    #expect(first?.line == 1)
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func extentsHoldTheAtoms(seed: UInt64) {
    var random = TestGenerator(seed: seed)
    let bytes = random.messyBytes(200)
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    let block = tokenizer.tokenize(bytes.span)
    let written = block.extents.map {
      String(decoding: bytes[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF8.self)
    }
    // A kana and its mark of voicing are one character.
    let fold = Normalizer()
    #expect(
      written.map { fold.fold(Array($0.utf8)) }
        == clauses(bytes).flatMap(\.self).map { fold.fold(Array($0.utf8)) })
    #expect(block.atoms == written.count)
    #expect(
      zip(block.extents, block.extents.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func blocksChangeNothing(seed: UInt64) throws {
    var random = TestGenerator(seed: seed)
    let bytes = random.messyBytes(120)
    let whole = try read([.text(bytes)]) { $0.encoding = .utf8 }
    for blockSize in 1...bytes.count {
      let (text, summary) = try read([.text(bytes)]) {
        $0.encoding = .utf8
        $0.blockSize = blockSize
      }
      #expect(text.units == whole.text.units, "blocks of \(blockSize)")
      #expect(summary.characters == whole.summary.characters)
      #expect(summary.invalidBytes == whole.summary.invalidBytes)
      #expect(summary.lines == whole.summary.lines)
    }
  }
}
