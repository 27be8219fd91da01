import Testing

@testable import WordMineBase

struct InvertedIndexTests {
  @Test(arguments: 0..<6)
  func listsThePlacesOfEveryID(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let ids = (0..<500).map { _ in UInt32.random(in: 0..<20, using: &generator) }
    let range = 10..<480
    let array = try SharedArray(ids)
    let index = try withExtendedLifetime(array) { try InvertedIndex(array.view, range, count: 25) }
    for id in 1..<25 {
      let places = index[id]
      #expect((0..<places.count).map { Int(places[$0]) } == range.filter { ids[$0] == UInt32(id) })
    }
    #expect(index.longest == (1..<25).map { index[$0].count }.max())
  }

  @Test(arguments: [1, 7, 100, 10_000])
  func partsHoldEveryIDOnce(size: Int) throws {
    let ids = (0..<300).map { UInt32($0 % 13) }
    let array = try SharedArray(ids)
    let index = try withExtendedLifetime(array) {
      try InvertedIndex(array.view, 0..<300, count: 13)
    }
    let parts = index.parts(ofSize: size)
    #expect(parts.flatMap { Array($0) } == Array(1..<13))
    for part in parts.dropLast() { #expect(part.map { index[$0].count }.reduce(0, +) >= size) }
  }
}
