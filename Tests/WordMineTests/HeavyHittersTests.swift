import Testing
import WordMineText

@testable import WordMine

@Suite struct HeavyHittersTests {
  /// Units from 1 to `kinds`, some far more frequent than others; 0 is a border.
  private func units(_ kinds: UInt32, _ count: Int, seed: UInt64) -> [UInt32] {
    var random = TestGenerator(seed: seed)
    return (0..<count).map { _ in
      min(UInt32.random(in: 0...kinds, using: &random), .random(in: 0...kinds, using: &random))
    }
  }

  @Test(arguments: [2, 5, 30, 200] as [UInt32], 1...4 as ClosedRange<UInt64>)
  func pairsThatTakeMoreThanAFifthOfEitherAreFound(kinds: UInt32, seed: UInt64) throws {
    let units = units(kinds, 600, seed: seed)
    let neighbours = try HeavyHitters(units, limit: Int(kinds) + 1)
    var places: [UInt32: Int] = [:]
    var pairs: [[UInt32]: Int] = [:]
    for index in units.indices {
      places[units[index], default: 0] += 1
      if index > 0, units[index - 1] != 0, units[index] != 0 {
        pairs[[units[index - 1], units[index]], default: 0] += 1
      }
    }
    var numbers: [Int: [UInt32]] = [:]
    for (pair, count) in pairs {
      guard let number = neighbours.pair(pair[0], pair[1]) else {
        #expect(5 * count <= min(places[pair[0]]!, places[pair[1]]!))
        continue
      }
      #expect(number < neighbours.pairs)
      #expect(numbers.updateValue(pair, forKey: number) == nil, "one number, two pairs")
    }
    #expect(!numbers.isEmpty)
    // Not everything passes, or nothing would be spared.
    #expect(kinds < 30 || numbers.count < pairs.count)
  }
}
