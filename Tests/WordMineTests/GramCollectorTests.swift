import Testing

@testable import WordMine

@Suite struct GramCollectorTests {
  /// Strings of 1 to 3 atoms with counts from 1 to 20, in no order.
  private static let strings = (1...60).map { number in
    (atoms: (1 + number % 3), first: number, count: 1 + number * 7 % 20)
  }

  private func collected(minimumCount: Int?, limit: Int = .max) -> [GramStatistics] {
    var grams = GramCollector(minimumCount: minimumCount, direction: .right, bits: 8)
    for string in Self.strings {
      let record = ContextRecord.text(
        string.atoms > 1 ? 7 : 0, string.atoms > 2 ? 9 : 0, 0, 0, bits: 8, position: 0)
      grams.add(
        string.first, record, string.atoms,
        .init(plain: 0.5, correction: 0.25, count: UInt32(string.count)))
      grams.limit(to: limit)
    }
    return grams.take()
  }

  @Test func stringsThatOccurOftenEnoughAreKept() {
    let expected = Self.strings.filter { $0.count >= 4 }
    let grams = collected(minimumCount: 4)
    #expect(grams.map { Int($0.count) } == expected.map(\.count))
    #expect(grams.map { ShortGram.length($0.key) } == expected.map(\.atoms))
    #expect(grams.map { Int($0.key >> 42) } == expected.map(\.first))
    #expect(collected(minimumCount: nil).isEmpty)
  }

  @Test func singleAtomsAreKept() {
    let grams = collected(minimumCount: 3, limit: 10)
    #expect(
      grams.map(\.count)
        == Self.strings.filter { $0.atoms == 1 && $0.count >= 3 }.map { UInt32($0.count) })
  }

  @Test(arguments: [25, 30, 40])
  func theRarestOfMoreThanOneAtomAreDroppedUntilTheLimitHolds(limit: Int) throws {
    let grams = collected(minimumCount: 1, limit: limit)
    #expect(grams.count <= limit)
    #expect(grams.count { ShortGram.length($0.key) == 1 } == 20)
    let longer = grams.filter { ShortGram.length($0.key) > 1 }
    let least = try #require(longer.map(\.count).min())
    // Nothing that is as frequent as what was kept is missing, longer strings least of all.
    #expect(
      longer.count(where: { $0.count > least })
        == Self.strings.count { $0.atoms > 1 && $0.count > least })
  }
}
