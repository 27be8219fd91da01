import Synchronization
import Testing

@testable import WordMineBase

@Suite struct ParallelMapTests {
  struct Failure: Error, Equatable { let index: Int }

  @Test(arguments: 1...8)
  func resultsComeInOrder(threads: Int) throws {
    for count in [0, 1, 2, 7, 1000] {
      #expect(
        try parallelMap(count, on: Workers(threads: threads), { $0 * $0 })
          == (0..<count).map { $0 * $0 })
    }
  }

  @Test(arguments: 1...8)
  func theLowestErrorWins(threads: Int) {
    for first in [0, 1, 50, 99] {
      #expect(throws: Failure(index: first)) {
        try parallelMap(100, on: Workers(threads: threads)) { index in
          if index >= first { throw Failure(index: index) }
        }
      }
    }
  }

  @Test(arguments: 1...8)
  func everyWorkerKeepsItsOwn(threads: Int) throws {
    let workers = Atomic<Int>(0)
    let results = try parallelMap(
      500, on: Workers(threads: threads),
      worker: {
        workers.add(1, ordering: .relaxed)
        return [Int]()
      },
      { seen, index in
        seen.append(index)
        return seen.count
      })
    #expect(results.count == 500)
    #expect((1...threads).contains(workers.load(ordering: .relaxed)))
    // The workers' shares add up: as many firsts as workers that did anything.
    #expect((1...threads).contains(results.count { $0 == 1 }))
  }
}
