import Testing
import WordMineBase
import WordMineText

@testable import WordMine

@Suite struct RecordSortTests {
  private func sorted(_ records: [UInt128], memory: Int) throws -> [UInt128] {
    var sort = RecordSort(memory: memory, directory: "/tmp")
    for record in records { try sort.append(record) }
    let next = try sort.sorted()
    var result: [UInt128] = []
    while let record = try next() { result.append(record) }
    #expect(try next() == nil)
    return result
  }

  /// A run is 4096 records at least, so the last ones spill.
  @Test(arguments: [0, 1, 4095, 4096, 4097, 8192, 15_000], [0, 1 << 30])
  func agreesWithSorting(count: Int, memory: Int) throws {
    var random = TestGenerator(seed: UInt64(count))
    let records = (0..<count).map { _ in
      // Some are the same, some differ in the upper half alone.
      UInt128(UInt64.random(in: 0..<1000, using: &random)) << 64
        | UInt128(UInt64.random(in: 0..<4, using: &random))
    }
    #expect(try sorted(records, memory: memory) == records.sorted())
  }

  @Test func keepsTheGreatestAndTheLeast() throws {
    let records = [UInt128.max, 0, 1, .max, 0] + [UInt128](repeating: 1 << 127, count: 9000)
    #expect(try sorted(records, memory: 0) == records.sorted())
  }

  @Test(arguments: [0, 1 << 30])
  func canBeInterrupted(memory: Int) throws {
    let interrupt = Interrupt()
    var sort = RecordSort(
      memory: memory, directory: "/tmp", workers: Workers(interrupt: interrupt))
    for record in 0..<4000 as Range<UInt128> { try sort.append(record) }
    interrupt.request()
    #expect(throws: Interrupted.self) {
      for record in 0..<5000 as Range<UInt128> { try sort.append(record) }
      _ = try sort.sorted()
    }
  }

  @Test func needsADirectory() throws {
    var sort = RecordSort(memory: 0, directory: "/missing/directory")
    #expect(throws: SystemError.self) { for _ in 0..<5000 { try sort.append(1) } }
  }
}
