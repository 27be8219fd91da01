import Testing

@testable import WordMineText

@Suite struct LineSetTests {
  @Test(arguments: [
    ("a\nb\na\n", "a\nb\n", 1), ("a\r\na\n", "a\r\n", 1), ("\n\n\n", "\n\n\n", 0),
    ("a\na", "a\n", 1), ("", "", 0), ("a\n\na\n\n", "a\n\n\n", 1),
  ])
  func removesRepeatedLines(text: String, expected: String, removed: Int) {
    var lines = LineSet()
    var block = TextBlock(bytes: Array(text.utf8))
    #expect(lines.removeRepeated(&block) == removed)
    #expect(String(decoding: block.bytes, as: UTF8.self) == expected)
  }

  @Test func linesWithLabelsAreEqualIfTheirLabelsAre() {
    var lines = LineSet()
    var block = TextBlock(bytes: Array("a\na\na\n\n\n".utf8))
    block.labels = ["1", "2", "1", "1", "1"]
    #expect(lines.removeRepeated(&block) == 2)
    #expect(String(decoding: block.bytes, as: UTF8.self) == "a\na\n\n")
    #expect(block.labels == ["1", "2", "1"])
  }

  @Test func remembersTheLinesOfOtherBlocks() {
    var lines = LineSet()
    var seen: Set<String> = []
    var random = TestGenerator(seed: 1)
    for _ in 0..<50 {
      let block = (0..<20).map { _ in "\(UInt8.random(in: 0...200, using: &random))" }
      let kept = block.filter { seen.insert($0).inserted }
      var text = TextBlock(bytes: Array(block.map { $0 + "\n" }.joined().utf8))
      #expect(lines.removeRepeated(&text) == block.count - kept.count)
      #expect(String(decoding: text.bytes, as: UTF8.self) == kept.map { $0 + "\n" }.joined())
    }
  }
}
