import Foundation
import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct GranularityTests {
  /// The greatest m with Q ≤ min Q + 0.033, on 0.5, 1, 2, 3, 6.
  @Test(
    arguments: [
      ([1, 1, 1, 1, 1], 6), ([1, 1, 1, 1, 1.033], 6), ([1, 1.1, 1.1, 1.1, 1.033], 6),
      // Halfway from 1 to 1.066 is where Q reaches the limit: √(0.5 · 1).
      ([1, 1.066, 2, 2, 2], 0.707_107), ([2, 1, 1.066, 2, 2], 1.414_214), ([5, 4, 3, 2, 1], 6),
      // A third of the way from 2 to 3, in ln m: 2 · 1.5^(1/3).
      ([2, 2, 1, 1.099, 2], 2.289_428),
    ] as [([Double], Double)])
  func goesByPredictability(values: [Double], expected: Double) throws {
    #expect(abs(Granularity(tolerance: 0.033).choice(values) - expected) < 1e-5)
  }

  /// Three gaps: cut at z = 2, none at z = −1, none at z = 3, which is wrong.
  @Test func lossAndErrorsAreAveraged() throws {
    let text = RandomText.text(["甲乙丙丁"])
    let cuts = try SharedArray<UInt8>(zeros: text.ids.count)
    let logits = try SharedArray<Float>(zeros: text.ids.count)
    let start = text.range.lowerBound
    cuts.view[start + 1] = 1
    for (index, logit) in [2, -1, 3].enumerated() { logits.view[start + 1 + index] = Float(logit) }
    let expected = (log(1 + exp(-2.0)) + log(1 + exp(-1.0)) + log(1 + exp(3.0)) + 2) / 3
    let found = Granularity.unpredictability(text, cuts: cuts.view, logits: logits.view)
    #expect(abs(found - expected) < 1e-6)
  }

  @Test func aTextWithoutGapsIsPredictable() throws {
    let text = RandomText.text(["甲"])
    let found = Granularity.unpredictability(
      text, cuts: try SharedArray(zeros: text.ids.count).view,
      logits: try SharedArray(zeros: text.ids.count).view)
    #expect(found == 0)
  }
}
