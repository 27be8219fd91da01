import Testing
import WordMineText

@testable import WordMine

@Suite struct CrossFitFoldsTests {
  private func turns(_ lines: [String]) -> (AtomSequence, [Range<Int>]) {
    let text = RandomText.text(lines)
    let folds = CrossFitFolds(text)
    return (text, (0..<2 * folds.pairs).map { folds[$0] })
  }

  private static let texts: [[String]] = [
    [], ["甲"], RandomText.lines(10, seed: 1), RandomText.lines(16, seed: 2),
    RandomText.lines(500, seed: 3), [String(repeating: "甲乙", count: 3000)],
    [String(repeating: "甲", count: 64 * 16)],
    RandomText.lines(3, seed: 4) + [
      String(repeating: "甲", count: 64 * 16 + 1)
    ],
  ]

  @Test(arguments: texts.indices)
  func everyPositionIsInOneTurn(index: Int) {
    let (text, folds) = turns(Self.texts[index])
    #expect(folds.flatMap(\.self) == Array(text.range))
  }

  @Test(arguments: texts.indices)
  func aTurnIsSixteenBlocks(index: Int) {
    let (text, folds) = turns(Self.texts[index])
    // Where blocks begin: at borders, and after each 64 atoms of a clause.
    var (starts, length) = ([Int](), 0)
    for position in text.range {
      let isBorder = text.ids[position] == 0
      if isBorder || length == 64 {
        starts.append(position)
        length = 0
      }
      if !isBorder { length += 1 }
    }
    let expected = stride(from: 15, to: starts.count, by: 16).map { starts[$0] }
    let found = folds.map(\.lowerBound).dropFirst().filter { $0 < text.range.upperBound }
    #expect(Array(found) == expected)
  }
}
