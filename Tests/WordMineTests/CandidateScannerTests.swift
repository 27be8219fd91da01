import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct CandidateScannerTests {
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func joinsLikeATwin(seed: UInt64) throws {
    var random = TestGenerator(seed: seed)
    let lines = RandomText.lines(30, seed: seed)
    let text = RandomText.text(lines)
    let names = try NGramNames(text, order: 4, minimumCount: 1)
    var listed: Set<String> = []
    let strong = try StrongNGrams(names) {
      guard Int.random(in: 0..<3, using: &random) == 0 else { return false }
      listed.insert(text.folded($0))
      return true
    }
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    try CandidateScanner(strong: strong).cut(into: cuts.view)
    let found = text.range.filter { text.ids[$0] != 0 }.map { cuts.view[$0] == 1 }
    #expect(found == lines.flatMap { beginnings(Array($0), listed) })
  }

  /// A place is no beginning if any listed string lies across it.
  private func beginnings(_ line: [Character], _ listed: Set<String>) -> [Bool] {
    line.indices.map { place in
      !(0..<place).contains { start in
        (place + 1..<line.count + 1).contains { listed.contains(String(line[start..<$0])) }
      }
    }
  }
}
