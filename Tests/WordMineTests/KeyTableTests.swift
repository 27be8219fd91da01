import Testing

@testable import WordMine

@Suite struct KeyTableTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func agreesWithADictionary(seed: UInt64) {
    var random = TestGenerator(seed: seed)
    var table = KeyTable(expecting: Int(seed % 3) * 100)
    var numbers: [UInt64: UInt32] = [:]
    var keys: [UInt64] = []
    // Small keys repeat; large ones differ in their high bits alone.
    let shift = UInt64.random(in: 0...48, using: &random)
    for _ in 0..<Int(seed * 500) {
      let key = UInt64.random(in: 0..<1000, using: &random) << shift
      #expect(table.find(key) == numbers[key])
      table.prefetch(key)
      let number = table.insert(key)
      if numbers[key] == nil {
        numbers[key] = UInt32(keys.count)
        keys.append(key)
      }
      #expect(number == numbers[key])
    }
    #expect(table.count == keys.count)
    #expect(table.keysInOrder() == keys)
  }

  @Test(arguments: [0, 1, 127, 128, 129, 255, 256, 1000])
  func growsAsNeeded(count: Int) {
    var table = KeyTable()
    for key in 0..<count { #expect(table.insert(UInt64(key) &* 0x1_0001) == key) }
    #expect(table.keysInOrder() == (0..<count).map { UInt64($0) &* 0x1_0001 })
    #expect(table.find(.max) == nil)
  }
}
