import Testing
import WordMineLexicon

@Suite struct LexiconSegmenterTests {
  @Test(
    arguments: [
      // Counts: 研究 生命 is likelier than 研究生 命.
      ("研究生命", ["研究": 5, "研究生": 2, "生命": 5, "命": 2], "研究 生命"),
      ("研究生命", ["研究": 2, "研究生": 5, "生命": 2, "命": 5], "研究生 命"),
      // Equal costs: the longer last word, then the longer word before it.
      ("研究生命", ["研究": 2, "研究生": 2, "生命": 2, "命": 2], "研究 生命"),
      ("甲乙丙", ["甲乙": 3, "乙丙": 3], "甲 乙丙"),
      ("甲乙丙丁", ["甲": 1, "甲乙": 1, "乙丙": 1, "丙丁": 1, "丁": 1, "乙": 1], "甲乙 丙丁"),
      ("甲乙丙丁戊", ["甲": 1, "甲乙": 1, "乙丙": 1, "丙": 1, "丁戊": 1], "甲 乙丙 丁戊"),
      // A word without a count among counts is just likelier than its parts, as if counted once at least.
      ("我在北京大学读书", ["北京": 1000, "大学": 1000, "北京大学": nil], "我 在 北京大学 读 书"),
      ("北京大学生", ["北京": 9, "大学": 9, "北京大学": nil, "学生": 9, "北京大学生": nil], "北京大学生"),
      ("北京大学生", ["北京": 9, "大学": 9, "大学生": 900, "北京大学": nil], "北京 大学生"),
      ("甲乙丙", ["甲乙": 1, "乙丙": nil, "戊": 9], "甲 乙丙"),
      ("甲乙丙", ["甲乙": 2, "乙丙": nil, "戊": 9], "甲乙 丙"),
      // No counts: the longest match from the left.
      ("研究生命起源", ["研究": nil, "研究生": nil, "生命": nil, "起源": nil], "研究生 命 起源"),
      ("甲乙丙", ["甲乙": nil, "乙丙": nil], "甲乙 丙"),
      // Runs stay whole, and words do not begin or end in them.
      ("买T恤XT恤", ["T恤": 5, "买": 5], "买 T恤 XT 恤"),
      ("用iPhone15拍", ["Phone": 5, "iPhone": 5], "用 iPhone15 拍"),
      ("用iPhone15拍", ["iPhone": nil, "15拍": nil], "用 iPhone15 拍"),
      ("１９９８年", ["年": 5], "１９９８ 年"),
      ("３.１4米", ["米": 1], "３.１4 米"), (".5-a.-b.", ["米": 1], ". 5-a . - b ."),
      ("cafe\u{301}店", ["cafe": 1], "cafe\u{301} 店"), ("の\u{3099}店", ["の": nil], "の\u{3099} 店"),
      ("𠮷野家", ["𠮷野": 1], "𠮷野 家"), ("", ["甲": 1], ""), ("甲乙", [:], "甲 乙"),
    ] as [(String, [String: Int?], String)])
  func segments(text: String, words: [String: Int?], expected: String) {
    var builder = LexiconBuilder()
    for (word, count) in words { builder.add(word, knownCount: count) }
    let segmenter = LexiconSegmenter(builder.build())
    #expect(cut(Array(text.utf8), segmenter).joined(separator: " ") == expected)
  }

  @Test func keepsInvalidBytes() {
    let segmenter = LexiconSegmenter(lexicon(["甲乙": 1]))
    var ends: [Int] = []
    let bytes: [UInt8] = [0xFF] + Array("甲乙".utf8) + [0xE7, 0x94]
    var workspace = LexiconSegmenter.Workspace()
    segmenter.segment(bytes.span, with: &workspace, into: &ends)
    #expect(ends == [1, 7, 9])
  }

  @Test func forgetsTheClauseBefore() {
    let segmenter = LexiconSegmenter(lexicon(["甲乙": 5, "丙": 3]))
    var workspace = LexiconSegmenter.Workspace()
    for text in ["甲乙丙", "甲", "丙甲乙甲乙", "", "甲乙"] {
      var ends: [Int] = []
      segmenter.segment(Array(text.utf8).span, with: &workspace, into: &ends)
      #expect(words(Array(text.utf8), ends) == cut(Array(text.utf8), segmenter))
    }
  }

  /// All texts up to length 6 over three symbols, against all their segmentations one by one.
  @Test(arguments: [
    ["甲": 4, "乙": 2, "甲乙": 2, "乙甲": 2, "乙丙甲": 1, "丙丙": 4],
    ["甲": 1, "乙": 1, "丙": 1, "甲乙": 1, "乙丙": 1, "丙甲": 1, "甲甲": 1],
    ["甲乙丙": 8, "乙丙": 32, "丙甲": 16, "甲": 0],
    ["甲乙甲乙": 1, "甲乙": 1000, "乙甲": 1000, "丙": 4096],
  ])
  func findsTheBestOfAllSegmentations(counts: [String: Int]) {
    let twin = UnigramTwin(counts: counts)
    let segmenter = LexiconSegmenter(lexicon(counts))
    for text in texts() {
      #expect(cut(Array(text.utf8), segmenter) == twin.best(text), "\(text)")
    }
  }

  @Test func findsTheLongestMatches() {
    let words = ["甲", "甲乙", "乙丙甲", "甲乙丙甲", "丙丙"]
    var builder = LexiconBuilder()
    for word in words { builder.add(word) }
    let segmenter = LexiconSegmenter(builder.build())
    for text in texts() {
      var (rest, expected) = (text[...], [String]())
      while !rest.isEmpty {
        let word = words.filter { rest.hasPrefix($0) }.max { $0.count < $1.count }
        expected.append(word ?? String(rest.prefix(1)))
        rest = rest.dropFirst(expected.last!.count)
      }
      #expect(cut(Array(text.utf8), segmenter) == expected, "\(text)")
    }
  }

  private func texts() -> [String] {
    var all = [""]
    var longest = all
    for _ in 1...6 {
      longest = longest.flatMap { text in ["甲", "乙", "丙"].map { text + $0 } }
      all += longest
    }
    return all
  }

  private func lexicon(_ counts: [String: Int]) -> Lexicon {
    var builder = LexiconBuilder()
    for (word, count) in counts { builder.add(word, knownCount: count) }
    return builder.build()
  }

  private func cut(_ text: [UInt8], _ segmenter: LexiconSegmenter) -> [String] {
    var ends: [Int] = []
    var workspace = LexiconSegmenter.Workspace()
    segmenter.segment(text.span, with: &workspace, into: &ends)
    return words(text, ends)
  }

  private func words(_ text: [UInt8], _ ends: [Int]) -> [String] {
    zip([0] + ends, ends).map { String(decoding: text[$0..<$1], as: UTF8.self) }
  }
}

/// Unigram segmentation by trying everything, with exact arithmetic.
///
/// Probabilities are compared as products of counts over a power of the total; the lengths of the
/// words, last first, break ties.
private struct UnigramTwin {
  let counts: [String: Int]
  var total: Int { counts.values.reduce(0) { $0 + max(1, $1) } }

  func best(_ text: String) -> [String] {
    segmentations(text[...]).max { isWorse($0, $1) } ?? []
  }

  private func segmentations(_ text: Substring) -> [[String]] {
    if text.isEmpty { return [[]] }
    return (1...text.count).flatMap { length -> [[String]] in
      let word = String(text.prefix(length))
      guard length == 1 || counts[word] != nil else { return [] }
      return segmentations(text.dropFirst(length)).map { [word] + $0 }
    }
  }

  private func isWorse(_ one: [String], _ other: [String]) -> Bool {
    let (first, second) = (weight(one, words: 6), weight(other, words: 6))
    if first != second { return first < second }
    return one.reversed().map(\.count).lexicographicallyPrecedes(other.reversed().map(\.count))
  }

  /// The probability times total⁶, a whole number; at most 6 words, so below 2¹²⁷.
  private func weight(_ words: [String], words most: Int) -> Int128 {
    let product = words.reduce(Int128(1)) { $0 * Int128(max(1, counts[$1] ?? 1)) }
    return (words.count..<most).reduce(product) { product, _ in product * Int128(total) }
  }
}
