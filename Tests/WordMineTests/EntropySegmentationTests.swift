import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct EntropySegmentationTests {
  private func segmentation(_ text: AtomSequence) throws -> EntropySegmentation {
    func entropy(_ direction: BranchingEntropy.Direction) throws -> BranchingEntropy {
      try UncorrectedEntropies(
        text, index: try AtomIndex(text), direction: direction, workers: Workers()
      )
      .applyingCorrection(1, workers: Workers())
    }
    return try EntropySegmentation(right: entropy(.right), left: entropy(.left))
  }

  /// q · (z(V_right) + z(V_left)), from the definition.
  private func score(_ word: Range<Int>, _ segmentation: EntropySegmentation) -> Double {
    let index = word.count - 1
    func z(_ entropy: BranchingEntropy, _ position: Int) -> Double {
      let units = entropy.variations[position, word.count]
      return (Double(units) / 1024 - entropy.means[index]) / entropy.deviations[index]
    }
    return Double(word.count)
      * (z(segmentation.right, word.lowerBound) + z(segmentation.left, word.upperBound - 1))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func noOtherWayScoresMore(seed: UInt64) throws {
    let text = RandomText.text(RandomText.lines(30, seed: seed))
    let segmentation = try segmentation(text)
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    try segmentation.segment(text, into: cuts.view, workers: Workers())
    let words = text.words(cuts).map(\.place)
    #expect(words.allSatisfy { $0.count <= 4 })
    for (start, ids) in text.clauses where ids.count <= 12 {
      let end = start + ids.count
      func best(from position: Int) -> Double {
        if position == end { return 0 }
        return (1...min(4, end - position)).map {
          score(position..<position + $0, segmentation) + best(from: position + $0)
        }.max()!
      }
      let found = words.filter { $0.lowerBound >= start && $0.upperBound <= end }
        .reduce(0) { $0 + score($1, segmentation) }
      #expect(abs(found - best(from: start)) < 1e-3)
    }
  }

  @Test(arguments: 1...8)
  func threadsChangeNothing(threads: Int) throws {
    let text = RandomText.text(RandomText.lines(4000, seed: 5))
    let segmentation = try segmentation(text)
    let (one, other) = (
      try SharedArray<UInt8>(zeros: text.ids.count), try SharedArray<UInt8>(zeros: text.ids.count)
    )
    try segmentation.segment(text, into: one.view, workers: Workers())
    try segmentation.segment(text, into: other.view, workers: Workers(threads: threads))
    #expect(values(one) == values(other))
  }
}
