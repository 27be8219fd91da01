import Testing

@testable import WordMineBase

@Suite struct IDTableTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func agreesWithADictionary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = IDTable(expecting: Int(seed % 3) * 100)
    var numbers: [UInt64: UInt32] = [:]
    var keys: [UInt64] = []
    // Small keys repeat; large ones differ in their high bits alone.
    let shift = UInt64.random(in: 0...48, using: &random)
    for _ in 0..<Int(seed * 500) {
      let key = UInt64.random(in: 0..<1000, using: &random) << shift
      #expect(table.id(of: key) == numbers[key])
      table.prefetch(key)
      let number = table.insert(key)
      if numbers[key] == nil {
        numbers[key] = UInt32(keys.count)
        keys.append(key)
      }
      #expect(number == numbers[key])
    }
    #expect(table.count == keys.count)
    #expect(table.keys == keys)
  }

  @Test(arguments: [0, 1, 127, 128, 129, 255, 256, 1000])
  func growsAsNeeded(count: Int) {
    var table = IDTable()
    for key in 0..<count { #expect(table.insert(UInt64(key) &* 0x1_0001) == key) }
    #expect(table.keys == (0..<count).map { UInt64($0) &* 0x1_0001 })
    #expect(table.id(of: .max - 1) == nil)
  }
}
