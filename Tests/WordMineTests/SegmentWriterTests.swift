import Testing
import WordMineText

@testable import WordMine

@Suite struct SegmentWriterTests {
  /// Pieces of text and of broken text, without the separator of these tests.
  private static let pieces: [[UInt8]] =
    [
      "中", "国", "𠮷", "a", "7", "3.14", "-", ".", "—", "…", "·", "字\u{FE00}", "，", "。", " ", "  ",
      "\u{3000}", "\n", "\t", "\0", "/", "%", "カ", "①", "㍿", "😀", "\u{200D}", "\u{301}", "\u{FEFF}",
      "🇨", "🏽", "か\u{3099}", "a@b.cn", "http://a.b/c",
      String(repeating: "x", count: 300),
    ].map { Array($0.utf8) } + [[0xFF], [0xE4, 0xB8], [0xF0, 0x9F, 0x98], [0x80]]

  private func random(_ seed: UInt64) -> [UInt8] {
    var random = TestGenerator(seed: seed)
    return (0..<120).flatMap { _ in Self.pieces.randomElement(using: &random)! }
  }

  /// Writes a text with each atom as a word, or with all touching atoms as one.
  private func write(
    _ bytes: [UInt8], separator: String = "|", wholeClauses: Bool = false, blockSize: Int = 1 << 20
  ) throws -> [UInt8] {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    var configuration = CorpusReader.Configuration()
    (configuration.encoding, configuration.blockSize) = (.utf8, blockSize)
    var reader = CorpusReader([.text(bytes)], configuration)
    var (output, state) = ([UInt8](), SegmentWriter.State())
    let writer = SegmentWriter(separator: separator)
    try reader.readAtoms(tokenizer) { block, atoms in
      if block.followsByteOrderMark { output = [0xEF, 0xBB, 0xBF] }
      let words = wholeClauses ? atoms.clauses() : atoms.extents
      writer.write(block.bytes, words: words, state: &state, to: &output)
    }
    return output
  }

  @Test(arguments: [
    ("中国，人民", "中|国|，|人|民"), ("中 国\n人", "中 国\n人"), ("中——国", "中|——|国"),
    ("……。。", "……|。|。"), ("-—", "-|—"), ("---a", "---|a"), ("!?", "!|?"), ("3.14元", "3.14|元"),
    ("，", "，"), ("", ""), ("  中  ", "  中  "), ("字\u{FE00}体", "字\u{FE00}|体"),
    ("\u{3000}中\u{3000}", "\u{3000}中\u{3000}"),
    ("好👨\u{200D}👩\u{200D}👧好", "好|👨\u{200D}👩\u{200D}👧|好"), ("👍🏽👍", "👍🏽|👍"),
    ("🇨🇳🇯🇵🇨", "🇨🇳|🇯🇵|🇨"), ("❤\u{FE0F}\u{200D}🔥好", "❤\u{FE0F}\u{200D}🔥|好"),
    ("#\u{FE0F}\u{20E3}1\u{FE0F}\u{20E3}", "#\u{FE0F}\u{20E3}|1\u{FE0F}\u{20E3}"),
    ("😀，", "😀|，"), ("中\u{200B}国", "中\u{200B}|国"),
    ("看https://a.cn/b?c=1。", "看|https://a.cn/b?c=1|。"),
  ])
  func separatesWords(text: String, expected: String) throws {
    #expect(String(decoding: try write(Array(text.utf8)), as: UTF8.self) == expected)
  }

  @Test func aRunOfInvalidBytesIsOneWord() throws {
    let output = try write(Array("中".utf8) + [0xFF, 0xFE, 0x80] + Array("国".utf8))
    #expect(output == Array("中|".utf8) + [0xFF, 0xFE, 0x80] + Array("|国".utf8))
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func withoutSeparatorsTheOutputIsTheInput(seed: UInt64) throws {
    let bytes = random(seed)
    for wholeClauses in [false, true] {
      #expect(try write(bytes, wholeClauses: wholeClauses).filter { $0 != 0x7C } == bytes)
    }
  }

  /// With a blank as separator, blanks that were there stay and none is doubled.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func blanksAreNeverDoubled(seed: UInt64) throws {
    let marked = try write(random(seed))
    #expect(marked.first != 0x7C && marked.last != 0x7C)
    for (one, next) in zip(marked, marked.dropFirst()) {
      let blanks: Set<UInt8> = [0x20, 0x0A, 0x09, 0x7C]
      #expect(!(one == 0x7C && blanks.contains(next)))
      #expect(!(next == 0x7C && blanks.contains(one)))
    }
    #expect(try write(random(seed), separator: " ") == marked.map { $0 == 0x7C ? 0x20 : $0 })
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func blocksChangeNothing(seed: UInt64) throws {
    let bytes = random(seed)
    let whole = try write(bytes)
    for blockSize in [1, 2, 3, 5, 8, 13, 50, 200] {
      #expect(try write(bytes, blockSize: blockSize) == whole, "blocks of \(blockSize)")
    }
  }

  @Test(arguments: ["", "/", " | ", "·"])
  func anySeparatorMayBeUsed(separator: String) throws {
    let text = String(decoding: try write(Array("中国".utf8), separator: separator), as: UTF8.self)
    #expect(text == "中\(separator)国")
  }
}

@Suite struct WordCutsTests {
  private func tokenize(_ text: String) -> TokenizedBlock {
    var tokenizer = Tokenizer()
    tokenizer.recordsExtents = true
    return tokenizer.tokenize(Array(text.utf8).span)
  }

  @Test func clausesAreAtomsThatTouch() {
    #expect(tokenize("中国，人 abc民").clauses() == [0..<6, 9..<12, 13..<19])
    #expect(tokenize("").clauses().isEmpty)
  }

  @Test func wordsBeginWhereTheyAreSaidTo() {
    let block = tokenize("中国人民")
    #expect(block.words { $0 == 0 || $0 == 2 } == [0..<6, 6..<12])
    #expect(block.words { _ in true } == [0..<3, 3..<6, 6..<9, 9..<12])
    // The first atom begins a word whatever is said.
    #expect(block.words { _ in false } == [0..<12])
  }

  /// Also across blocks; blanks are no separator that anybody looks for.
  @Test(arguments: [("||", 3), ("|", 5), (" ", 0), ("x", 0), ("", 0)])
  func countsSeparatorsInTheText(separator: String, expected: Int) throws {
    let text = Array("中||国 |||人".utf8)
    for cut in 0...text.count {
      var output = SegmentedOutput(.memory(), separator: separator)
      for part in [text[..<cut], text[cut...]] {
        try output.write(TextBlock(bytes: Array(part)), words: [])
      }
      #expect(output.separatorsInText == expected)
    }
  }
}
