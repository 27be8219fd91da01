import Testing

@testable import WordMineBase

/// Against a dictionary that does the same.
struct HashTableTests {
  @Test(arguments: 0..<8)
  func agreesWithADictionary(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = HashTable<UInt64, UInt32>()
    var twin: [UInt64: UInt32] = [:]
    for _ in 0..<4000 {
      // Few keys, so that most are there already, and neighbours, which crowd.
      let key = UInt64.random(in: 0..<1500, using: &generator)
      let value = UInt32.random(in: .min ... .max, using: &generator)
      if Bool.random(using: &generator) {
        table.set(key, value)
        twin[key] = value
      } else {
        let known = twin[key] ?? value
        twin[key] = known
        #expect(table.insert(key, value) == known)
      }
    }
    #expect(table.count == twin.count)
    for key in 0..<UInt64(1500) { #expect(table[key] == twin[key]) }
    #expect(Dictionary(uniqueKeysWithValues: table.entries.map { ($0.key, $0.value) }) == twin)
  }

  @Test func aCopyKeepsWhatItHeld() {
    var table = HashTable<UInt32, UInt32>()
    table.set(7, 1)
    let copy = table
    table.set(7, 2)
    table.set(8, 3)
    #expect(copy[7] == 1 && copy[8] == nil && copy.count == 1)
    #expect(table[7] == 2 && table[8] == 3 && table.count == 2)
  }

  @Test func zeroIsAKey() {
    var table = HashTable<UInt32, UInt32>()
    #expect(table[0] == nil)
    table.set(0, 5)
    #expect(table[0] == 5)
    #expect(table.insert(.max - 1, 6) == 6)
    #expect(table[.max - 1] == 6)
  }
}
