import Synchronization
import Testing

@testable import WordMineBase

@Suite struct OutOfMemoryTests {
  /// More than any address space, and more than an integer counts.
  @Test(arguments: [1 << 57, 1 << 61, Int.max])
  func anArrayThatCannotBeIsAnError(count: Int) throws {
    let error = #expect(throws: OutOfMemory.self) { try SharedArray<UInt64>(zeros: count) }
    let (bytes, overflows) = count.multipliedReportingOverflow(by: 8)
    #expect(error?.bytes == (overflows ? .max : bytes))
  }

  @Test func saysHowMuchAndWhatWouldHelp() {
    let text = OutOfMemory(bytes: 512 << 20).description
    #expect(text.contains("512 MiB") && text.contains("limit") && text.contains("budget"))
  }

  /// A worker for which there is no memory ends the call; no index is lost without an error.
  @Test(arguments: 1...4)
  func aWorkerThatCannotBeIsAnError(threads: Int) {
    #expect(throws: OutOfMemory.self) {
      try parallelMap(
        10, on: Workers(threads: threads),
        worker: { () throws(OutOfMemory) in try SharedArray<UInt64>(zeros: 1 << 57) },
        { _, index in index })
    }
  }

  /// However many threads there are, each item is taken once.
  @Test(arguments: [0, 1, 2, 7, 100])
  func everyThreadRuns(count: Int) {
    let runs = Atomic<Int>(0)
    let items = Mutex<[Int]>([])
    onThreads(count) {
      while case let item = runs.add(1, ordering: .relaxed).oldValue, item < 1000 {
        items.withLock { $0.append(item) }
      }
    }
    #expect(items.withLock { $0.sorted() } == Array(0..<1000))
  }
}
