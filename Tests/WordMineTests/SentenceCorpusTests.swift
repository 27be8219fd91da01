import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct SentenceAtomSpoolTests {
  static func corpus(_ text: String, wholeLines: Bool = false) -> SentenceCorpus {
    do {
      return try SentenceCorpus([WordBlock(text, wholeLines: wholeLines)])
    } catch {
      fatalError("a text of a test is not that long: \(error)")
    }
  }

  static func texts(_ corpus: SentenceCorpus, _ range: Range<Int>) -> String {
    corpus.words[range].map(corpus.vocabulary.text).joined(separator: " ")
  }

  @Test(arguments: [
    ("1998年", "#年"), ("１９９８年", "#年"), ("T恤", "@恤"), ("5G", "#@"), ("3.14", "#"), ("3.", "#."),
    ("1,000万", "#万"), ("Ｗindows", "@"), ("café", "@"), ("cafe\u{301}", "@"), ("C#", "@＃"),
    ("#", "＃"), ("@某", "＠某"), ("茶", "茶"), ("，", "，"), ("、", "、"), ("１２月", "#月"), ("A4纸", "@#纸"),
  ])
  func normalizes(word: String, form: String) {
    var bytes: [UInt8] = []
    WordNormalizer.append(Array(word.utf8).span, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == form)
  }

  @Test(arguments: [
    ("，", true), ("……", true), ("#", false), ("＃", true), ("@", false), ("茶", false), ("·", true),
    ("《茶》", false), ("か", false), ("\u{FFFD}", true), ("——", true), ("%", false),
  ])
  func knowsPunctuation(form: String, isPunctuation: Bool) {
    #expect(WordKind(Array(form.utf8).span).contains(.punctuation) == isPunctuation)
  }

  /// A `Tokenizer` looks at the same bytes in another way.
  private func countsLikeATokenizer(_ bytes: [UInt8]) {
    let (block, atoms) = (WordBlock(bytes), Tokenizer().tokenize(bytes.span))
    #expect(block.statistics.lines == atoms.lines)
    #expect(block.statistics.characters == atoms.characters)
    #expect(block.statistics.invalidBytes == atoms.invalidBytes)
    #expect(block.statistics.firstInvalid?.offset == atoms.firstInvalid?.offset)
    #expect(block.statistics.firstInvalid?.line == atoms.firstInvalid?.line)
  }

  @Test func countsAllCharactersLikeATokenizer() {
    for first in stride(from: UInt32(0), to: 0x110000, by: 0x400) {
      var text = ""
      for value in first..<first + 0x400 {
        guard let scalar = Unicode.Scalar(value) else { continue }
        text.unicodeScalars.append(scalar)
        if value % 3 == 0 { text += "茶" }
      }
      countsLikeATokenizer(Array(text.utf8))
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func countsDamagedTextLikeATokenizer(seed: UInt64) {
    var random = TestGenerator(seed: seed)
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
      case 1: bytes += "茶".utf8.dropLast(Int.random(in: 0...2, using: &random))
      case 2: bytes += " \u{3000}，\n".utf8
      default: bytes += "春茶 很a香".utf8
      }
    }
    countsLikeATokenizer(bytes)
  }

  @Test func endsSentencesAtTheirMarksAndLines() {
    let corpus = Self.corpus("我 说 ： “ 好 ！ ” 他 走 了 。\n\n再见 ； 他 说 ?! 啊\n没 完")
    let sentences = (0..<corpus.sentenceCount).map { Self.texts(corpus, corpus.sentence($0)) }
    #expect(
      sentences == ["我 说 ： “ 好 ！ ”", "他 走 了 。", "再见 ；", "他 说 ?!", "啊", "没 完"])
    #expect((0..<corpus.sentenceCount).map(corpus.document) == [0, 0, 2, 2, 2, 3])
  }

  @Test func takesLinesAsSentences() {
    let corpus = Self.corpus("好 。 好 。\n\n再见\n", wholeLines: true)
    let sentences = (0..<corpus.sentenceCount).map { Self.texts(corpus, corpus.sentence($0)) }
    #expect(sentences == ["好 。 好 。", "", "再见"])
  }

  @Test func dividesSentencesIntoClauses() {
    let text = "， 我 爱 ， “ 茶 ” 。 " + Array(repeating: "茶", count: 95).joined(separator: " ")
    let corpus = Self.corpus(text)
    #expect(corpus.clauses(ofSentence: 0).map { Self.texts(corpus, $0) } == ["我 爱", "茶"])
    #expect(corpus.clauses(ofSentence: 1).map(\.count) == [40, 40, 15])
  }

  @Test func numbersWordsByCountThenText() {
    let vocabulary = Self.corpus("乙 甲 丙 丙 1 2 甲 乙 x").vocabulary
    #expect(
      (0..<vocabulary.count).map { vocabulary.text(of: UInt32($0)) } == ["#", "丙", "乙", "甲", "@"])
    #expect(vocabulary.id(of: "1998") == 0 && vocabulary.count(of: 0) == 2)
    #expect(vocabulary.id(of: "丁") == nil && vocabulary.totalCount == 9)
  }

  @Test(arguments: 1...5)
  func doesNotDependOnBlocks(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = ["茶", "水", "1", "x", "，", "。", "\n", "\n\n", "”", "\u{3000}", "喝茶"]
    let tokens = (0..<400).map { _ in words.randomElement(using: &generator)! }
    let text = tokens.joined(separator: " ")
    let whole = Self.corpus(text)
    var builder = SentenceCorpusBuilder()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let cut = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
      try builder.append(WordBlock(Array(rest[..<cut]), endsInput: cut == rest.endIndex))
      rest = rest[cut...]
    }
    let parts = builder.finish()
    #expect(parts.words == whole.words)
    #expect(parts.sentenceCount == whole.sentenceCount)
    for sentence in 0..<whole.sentenceCount {
      #expect(parts.sentence(sentence) == whole.sentence(sentence))
      #expect(parts.document(ofSentence: sentence) == whole.document(ofSentence: sentence))
    }
  }

  @Test func continuesAnOpenLine() throws {
    var builder = SentenceCorpusBuilder()
    try builder.append(WordBlock(Array("好 。 我 ".utf8), endsInput: false))
    try builder.append(WordBlock(Array("爱 茶 。".utf8), endsInput: false))
    try builder.append(WordBlock(Array(" 再见\n".utf8)))
    let corpus = builder.finish()
    let sentences = (0..<corpus.sentenceCount).map { Self.texts(corpus, corpus.sentence($0)) }
    #expect(sentences == ["好 。", "我 爱 茶 。", "再见"])
    #expect((0..<corpus.sentenceCount).map(corpus.document) == [0, 0, 0])
  }

  @Test func readsNothing() {
    let corpus = Self.corpus("")
    #expect(corpus.sentenceCount == 0 && corpus.vocabulary.count == 0)
  }

  @Test func findsTheIdsOfABlockInAVocabulary() {
    let vocabulary = Self.corpus("我 爱 茶").vocabulary
    let block = WordBlock(Array("茶 好 我".utf8))
    let ids = block.ids(in: vocabulary)
    #expect(
      ids.map { $0 == WordVocabulary.unknown ? "?" : vocabulary.text(of: $0) } == ["茶", "?", "我"])
    #expect(block.word(1) == "好")
  }
}
