import Testing

@testable import WordMineText

@Suite struct NormalizerTests {
  @Test(arguments: [
    ("Ａbc１", "abc1"), ("ｶﾞ", "ガ"), ("㎏", "kg"), ("ﬀ", "ff"), ("É", "é"), ("E\u{301}", "é"),
    ("①", "1"), ("ß", "ss"), ("豈", "豈"), ("⺠", "民"), ("⻄", "西"), ("⺄", "乙"), ("⺇", "\u{20628}"),
    ("a⺇b", "a\u{20628}b"),
    ("⼀", "一"), ("中", "中"), ("𠮷", "𠮷"), ("\u{E000}", "\u{E000}"),
  ])
  func foldsWidthCompatibilityAndCase(text: String, folded: String) {
    #expect(fold(text, .asIs) == folded)
  }

  @Test(arguments: [
    (Script.simplified, "漢語", "汉语"), (.traditional, "汉语", "漢語"), (.asIs, "漢语", "漢语"),
    (.simplified, "中A", "中a"), (.simplified, "𠮷", "𠮷"),
  ])
  func foldsTheScript(script: Script, text: String, folded: String) {
    // Statistics see one character at a time.
    #expect(text.map { fold(String($0), script) }.joined() == folded)
  }

  @Test func textsTooLongForICUStay() {
    let text = [UInt8](repeating: 0x41, count: 1 << 27)
    #expect(Normalizer().fold(text).count == text.count)
  }

  @Test(arguments: Script.allCases)
  func foldingTwiceIsFoldingOnce(script: Script) {
    for code in UInt32(0x20)...0x33FF {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let once = fold(String(Character(scalar)), script)
      #expect(fold(once, script) == once, "U+\(String(code, radix: 16))")
    }
  }

  @Test func textThatFoldsToNothingStays() { #expect(fold("\u{FE00}", .asIs) == "\u{FE00}") }

  @Test func runsOfAnyLengthAreFolded() {
    let run = String(repeating: "Ａ", count: Tokenizer.longestRun / 3)
    #expect(fold(run, .asIs) == String(repeating: "a", count: Tokenizer.longestRun / 3))
  }

  private func fold(_ text: String, _ script: Script) -> String {
    String(decoding: Normalizer(script).fold(Array(text.utf8)), as: UTF8.self)
  }
}
