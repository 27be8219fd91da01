import Testing
import WordMine
import WordMineBase
import WordMineLexicon
import WordMineText

@Suite struct SegmentationScoreTests {
  /// Gold 研究|生命|起源, system 研究|生|命|起源: 2 of 4 right; boundaries 2 of 3 found, of 2 gold.
  @Test func countsWordsAndBoundaries() {
    var score = SegmentationScore()
    score.add(gold: "研究 生命 起源", system: "研究 生 命 起源")
    #expect(score.words == PrecisionRecall(gold: 3, found: 4, right: 2))
    #expect(score.boundaries == PrecisionRecall(gold: 2, found: 3, right: 2))
    #expect(score.words.precision == 0.5)
    #expect(score.words.recall == 2.0 / 3)
    #expect(abs(score.words.f1 - 4.0 / 7) < 1e-15)
    #expect(score.words(ofLength: 1) == PrecisionRecall(gold: 0, found: 2, right: 0))
    #expect(score.words(ofLength: 2) == PrecisionRecall(gold: 3, found: 2, right: 2))
  }

  @Test(arguments: [
    ("甲乙 丙", "甲乙 丙", 2, 2, 2), ("甲乙 丙", "甲 乙丙", 2, 2, 0), ("甲 乙 丙", "甲乙丙", 3, 1, 0),
    ("甲乙丙", "甲 乙 丙", 1, 3, 0), ("甲 乙丙 丁", "甲 乙 丙 丁", 3, 4, 2),
    // White space of every kind, and byte order marks, are no characters.
    ("甲\u{3000}乙\t丙 ", " 甲 \u{FEFF}乙\u{A0}丙\u{1F}", 3, 3, 3),
    // A line without gold words does not count; one that differs counts as wrong.
    ("", "甲 乙", 0, 0, 0), ("甲 乙", "", 2, 0, 0), ("甲 乙", "甲 丙", 2, 2, 0),
    // Six characters are of the same class as five; an astral character is one.
    ("𠮷野 甲乙丙丁戊己", "𠮷野 甲乙丙丁戊己", 2, 2, 2),
  ])
  func comparesALine(gold: String, system: String, inGold: Int, found: Int, right: Int) {
    var score = SegmentationScore()
    score.add(gold: gold, system: system)
    #expect(score.words == PrecisionRecall(gold: inGold, found: found, right: right))
    let classes = (1...5).map { score.words(ofLength: $0) }
    #expect(classes.map(\.right).reduce(0, +) == right)
    #expect(classes.map(\.gold).reduce(0, +) == inGold)
  }

  private func lexicon(_ words: [String]) -> Lexicon {
    var builder = LexiconBuilder()
    for word in words { builder.add(word) }
    return builder.build()
  }

  @Test(arguments: [
    // A join is right if it is accepted, a cut if its parts are, and only one is a single character.
    ("国民 经济 好", "国民经济 好", 3, 2), ("国民经济 好", "国民 经济 好", 2, 3),
    ("产业化", "产业 化", 1, 2), ("经济好", "经济好", 1, 1), ("经 济 好", "经济好", 0, 0),
    ("好好", "好 好", 0, 0), ("国民 经济", "国 民经济", 0, 0), ("国民 经济 产业化", "国民经 济产业化", 0, 0),
    // Only the stretch that crosses is wrong.
    ("国民 经济 好 产业化", "国 民经济 好 产业 化", 2, 3), ("经济", "产业", 0, 0),
  ])
  func allowsForOtherStandards(gold: String, system: String, recalled: Int, right: Int) {
    var score = SegmentationScore(
      accepted: lexicon(["国民经济", "国民", "经济", "好", "产业", "化", "民经济"]))
    score.add(gold: gold, system: system)
    #expect(score.lenient?.recalled == recalled)
    #expect(score.lenient?.right == right)
    #expect(score.lenient?.gold == score.words.gold)
    #expect(score.lenient?.found == score.words.found)
  }

  /// The known and the unknown words are all words.
  @Test func tellsKnownFromUnknownWords() throws {
    var score = SegmentationScore(dictionary: lexicon(["研究", "生命", "生"]))
    score.add(gold: "研究 生命 起源", system: "研究 生 命 起源")
    let (known, unknown) = (try #require(score.known), try #require(score.unknown))
    #expect(known == PrecisionRecall(gold: 2, found: 2, right: 1))
    #expect(unknown == PrecisionRecall(gold: 1, found: 2, right: 1))
    #expect(known.right + unknown.right == score.words.right)
    #expect(SegmentationScore().known == nil)
    #expect(score.rows.map(\.unit).suffix(2) == ["word in dictionary", "word not in dictionary"])
  }

  @Test func comparesFiles() throws {
    let score = try SegmentationScore(
      gold: try source("\u{FEFF}甲 乙\r\n\r\n丙 丁\n戊 己\n"),
      system: try source("甲 乙\nx\n丙 己\n"))
    #expect(score.words == PrecisionRecall(gold: 6, found: 4, right: 2))
    #expect(score.differingLines == [3, 4])
    #expect((score.goldLines, score.systemLines) == (4, 3))
    let long = try SegmentationScore(gold: try source("甲"), system: try source("甲\n乙\n"))
    #expect((long.goldLines, long.systemLines) == (1, 2))
    #expect(long.words == PrecisionRecall(gold: 1, found: 1, right: 1))
  }

  @Test func readsAnyEncoding() throws {
    let utf16: [UInt8] =
      [0xFF, 0xFE] + "中国 人\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let score = try SegmentationScore(gold: try source(bytes: utf16), system: try source("中国 人\n"))
    #expect(score.words.right == 2)
  }

  @Test func comparingStopsWhereItIsInterrupted() throws {
    let lines = String(repeating: "甲 乙\n", count: 100_000)
    let interrupt = Interrupt()
    #expect(throws: Interrupted.self) {
      try SegmentationScore(
        gold: try source(lines), system: try source(lines, interrupting: interrupt),
        workers: Workers(interrupt: interrupt))
    }
  }

  @Test func nothingScoresNothing() {
    let score = SegmentationScore()
    #expect((score.words.precision, score.words.recall, score.words.f1) == (0, 0, 0))
  }
}

/// A file with this text, which requests an interrupt when it is first read.
func source(_ text: String, interrupting interrupt: Interrupt) throws -> ByteSource {
  var rest = Array(text.utf8)[...]
  return try ByteSource(name: "file.txt") { count in
    interrupt.request()
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}

/// A file with this text.
func source(_ text: String) throws -> ByteSource { try source(bytes: Array(text.utf8)) }

/// A file with these bytes.
func source(bytes: [UInt8]) throws -> ByteSource {
  var rest = bytes[...]
  return try ByteSource(name: "file.txt") { count in
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}
