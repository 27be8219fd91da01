import Testing

@testable import WordMineText

@Suite struct RunTableTests {
  @Test func numbersStringsInTheOrderOfTheirFirstAppearance() {
    var table = RunTable()
    var naive: [[UInt8]: Int] = [:]
    var random = TestGenerator(seed: 1)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...3, using: &random)
      let string = (0..<length).map { _ in UInt8.random(in: 0...20, using: &random) }
      let expected = naive[string] ?? naive.count
      naive[string] = expected
      #expect(table.intern(string.span, hash: RunTable.hash(string.span)) == expected)
    }
    #expect(table.count == naive.count)
    for (string, number) in naive {
      #expect(Array(table[number]) == string)
      #expect(table.number(of: string.span) == number)
      #expect(table.hash(of: number) == RunTable.hash(string.span))
    }
    #expect(table.number(of: [99].span) == nil)
  }

  @Test func equalHashesAreToldApart() {
    var table = RunTable()
    let strings: [[UInt8]] = [[1], [2], [], [1, 2]]
    for (number, string) in strings.enumerated() {
      #expect(table.intern(string.span, hash: 7) == number)
    }
    for (number, string) in strings.enumerated() {
      #expect(table.intern(string.span, hash: 7) == number)
    }
  }

  @Test func isEmptyAfterRemoval() {
    var table = RunTable()
    let string: [UInt8] = [1, 2, 3]
    _ = table.intern(string.span, hash: RunTable.hash(string.span))
    table.removeAll()
    #expect(table.count == 0)
    #expect(table.number(of: string.span) == nil)
    #expect(table.intern([9].span, hash: RunTable.hash([9].span)) == 0)
    #expect(Array(table[0]) == [9])
  }
}
