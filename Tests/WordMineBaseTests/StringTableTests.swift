import Testing

@testable import WordMineBase

@Suite struct StringTableTests {
  @Test func numbersStringsInTheOrderOfTheirFirstAppearance() {
    var table = StringTable()
    var naive: [[UInt8]: Int] = [:]
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...3, using: &random)
      let string = (0..<length).map { _ in UInt8.random(in: 0...20, using: &random) }
      let expected = naive[string] ?? naive.count
      naive[string] = expected
      #expect(table.insert(string.span) == expected)
    }
    #expect(table.count == naive.count)
    for (string, number) in naive {
      #expect(Array(table[number]) == string)
      #expect(table.id(of: string.span) == number)
      #expect(table.hash(of: number) == Hash.bytes(string.span))
    }
    #expect(table.id(of: [99].span) == nil)
  }

  @Test func equalHashesAreToldApart() {
    var table = StringTable()
    let strings: [[UInt8]] = [[1], [2], [], [1, 2]]
    for (number, string) in strings.enumerated() {
      #expect(table.insert(string.span, hash: 7) == number)
    }
    for (number, string) in strings.enumerated() {
      #expect(table.insert(string.span, hash: 7) == number)
    }
  }

  @Test func isEmptyAfterRemoval() {
    var table = StringTable()
    let string: [UInt8] = [1, 2, 3]
    _ = table.insert(string.span)
    table.removeAll()
    #expect(table.count == 0)
    #expect(table.id(of: string.span) == nil)
    #expect(table.insert([9].span) == 0)
    #expect(Array(table[0]) == [9])
  }
}
