import Foundation
import Testing

@testable import WordMine

@Suite struct MergeGainTests {
  /// 葡萄葡萄吃葡萄皮不吃葡萄倒吐葡萄皮: N = 17, 葡萄 occurs 5 times; H/l falls from 1.723392 to 1.117594.
  @Test func grapes() throws {
    let gain = try #require(MergeGain.total(count: 5, parts: [5, 5], units: 17))
    #expect(abs(gain / 17 - 0.605797) < 1e-6)
  }

  /// Merging for real changes the information per character by −F/l, to 1e-9; F* never exceeds F.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func isTheChangeOfInformation(seed: UInt64) throws {
    var random = TestGenerator(seed: seed)
    let corpus = Corpus(&random)
    for first in corpus.lengths.indices {
      for second in corpus.lengths.indices { try check(corpus, [first, second]) }
    }
    let three = Array(corpus.lengths.indices.shuffled(using: &random).prefix(3))
    try check(corpus, three)
  }

  private func check(_ corpus: Corpus, _ parts: [Int]) throws {
    let (merged, count) = corpus.merging(parts)
    let counts = parts.map { part in corpus.units.count { $0 == part } }
    guard count > 0 else { return }
    let units = corpus.units.count
    let total = try #require(
      MergeGain.total(
        count: count, parts: counts, areDistinct: Set(parts).count == parts.count, units: units))
    let gain = total / Double(units)
    #expect(abs(merged.information - corpus.information + gain / corpus.length) < 1e-9)
    if Set(parts).count == parts.count { #expect(bound(count, counts, units) <= gain + 1e-12) }
  }

  /// F* = p (ln(p / Π p_i) − 1).
  private func bound(_ count: Int, _ parts: [Int], _ units: Int) -> Double {
    let p = Double(count) / Double(units)
    return p * (log(p) - parts.reduce(0) { $0 + log(Double($1) / Double(units)) } - 1)
  }

  @Test func hasNoFormulaForRepeatsAmongThree() {
    #expect(MergeGain.total(count: 2, parts: [4, 2, 4], areDistinct: false, units: 20) == nil)
  }
}

/// Units with lengths in characters.
private struct Corpus {
  var units: [Int]
  var lengths: [Int]

  init(_ random: inout TestGenerator) {
    let kinds = Int.random(in: 3...9, using: &random)
    lengths = (0..<kinds).map { _ in Int.random(in: 1...4, using: &random) }
    units = []
    let planted = (0..<3).map { _ in Int.random(in: 0..<kinds, using: &random) }
    for _ in 0..<Int.random(in: 20...200, using: &random) {
      units += Bool.random(using: &random) ? planted : [Int.random(in: 0..<kinds, using: &random)]
    }
  }

  /// l, the characters of a unit.
  var length: Double { Double(units.reduce(0) { $0 + lengths[$1] }) / Double(units.count) }

  /// H / l.
  var information: Double {
    var counts: [Int: Int] = [:]
    for unit in units { counts[unit, default: 0] += 1 }
    let probabilities = counts.values.map { Double($0) / Double(units.count) }
    return -probabilities.reduce(0) { $0 + $1 * log($1) } / length
  }

  /// Every occurrence of the parts as one new unit, from the left, and how many there are.
  func merging(_ parts: [Int]) -> (Corpus, count: Int) {
    var merged = self
    merged.units = []
    merged.lengths.append(parts.reduce(0) { $0 + lengths[$1] })
    var position = 0
    while position < units.count {
      let isHere = units[position...].starts(with: parts)
      merged.units.append(isHere ? lengths.count : units[position])
      position += isHere ? parts.count : 1
    }
    return (merged, merged.units.count { $0 == lengths.count })
  }
}
