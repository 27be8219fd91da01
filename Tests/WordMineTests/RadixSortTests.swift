import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct RadixSortTests {
  @Test(arguments: [0, 1, 2, 39, 40, 41, 500, 1499, 1500, 5000], [1, 7, 8, 11, 13, 52, 64])
  func agreesWithTheStandardSort(count: Int, bits: Int) throws {
    var state = UInt64(count + bits)
    let keys = (0..<count).map { _ -> UInt64 in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return bits == 64 ? state : (state >> 11) & ((1 << UInt64(bits)) - 1)
    }
    #expect(sorted(keys, bits: bits) == keys.sorted())
  }

  private func sorted(_ keys: [UInt64], bits: Int) -> [UInt64] {
    let array = try! SharedArray<UInt64>(zeros: keys.count)
    let scratch = try! SharedArray<UInt64>(zeros: keys.count)
    for (index, key) in keys.enumerated() { array.view[index] = key }
    var histogram: [UInt32] = []
    RadixSort.sort(array.view, bits: bits, scratch: scratch.view, histogram: &histogram)
    return keys.indices.map { array.view[$0] }
  }

  @Test func keepsTheOrderOfWhatAgreesAboveTheLowestBits() throws {
    let keys = (0..<3000).map { UInt64($0 * 7919 % 16) << 32 | UInt64($0) }
    let array = try SharedArray<UInt64>(zeros: keys.count)
    let scratch = try SharedArray<UInt64>(zeros: keys.count)
    for (index, key) in keys.enumerated() { array.view[index] = key }
    var histogram: [UInt32] = []
    RadixSort.sort(array.view, bits: 4, above: 32, scratch: scratch.view, histogram: &histogram)
    #expect(keys.indices.map { array.view[$0] } == keys.sorted())
  }
}
