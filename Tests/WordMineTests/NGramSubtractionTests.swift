import Testing
import WordMineBase
import WordMineText

@testable import WordMine

/// A counts file of lines.
func countsFile(_ lines: [String], order: Int = 4) throws -> [UInt8] {
  var counter = NGramCounter(NGramCounter.Configuration(order: order))
  let text = Array(lines.joined(separator: "\n").utf8)
  try counter.add(Tokenizer().tokenize(text.span), endsInput: true)
  let sink = ByteSink.memory()
  try counter.finish(to: sink)
  return sink.bytes
}

@Suite struct NGramSubtractionTests {
  private func difference(_ whole: [UInt8], _ part: [UInt8]) throws -> [UInt8] {
    let sink = ByteSink.memory()
    try NGramSubtraction().subtract({ try source(part) }, from: { try source(whole) }, to: sink)
    return sink.bytes
  }

  /// Byte for byte, also where atoms are only in the part.
  @Test(arguments: [0, 1, 50, 99, 100], [1, 4, 8])
  func leavesTheRest(part: Int, order: Int) throws {
    let lines = RandomText.lines(98, seed: 4) + ["𠮷野 only here 龘", "x1 y2"]
    let (first, rest) = (Array(lines.suffix(part)), Array(lines.prefix(100 - part)))
    #expect(
      try difference(countsFile(lines, order: order), countsFile(first, order: order))
        == countsFile(rest, order: order))
  }

  @Test(arguments: [["春茶", "秋茶"], ["春茶", "春茶"], ["茶园"]])
  func refusesWhatIsNoPart(part: [String]) throws {
    let (whole, part) = (try countsFile(["春茶", "茶商"]), try countsFile(part))
    #expect(throws: InputError.self) { try difference(whole, part) }
  }

  @Test func refusesAnotherOrder() throws {
    let (whole, part) = (try countsFile(["春茶"]), try countsFile(["春茶"], order: 3))
    #expect(throws: InputError.self) { try difference(whole, part) }
  }
}
