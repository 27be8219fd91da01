import Synchronization
import Testing
import WordMineBase

@Suite struct InterruptCheckTests {
  @Test(arguments: [1, 4, 1 << 16] as [UInt32])
  func looksAtTheFirstStepAndOnceInEachInterval(interval: UInt32) throws {
    let interrupt = Interrupt()
    var check = InterruptCheck(Workers(interrupt: interrupt), every: interval)
    try check.step()
    interrupt.request()
    for _ in 1..<interval { try check.step() }
    #expect(throws: Interrupted.self) { try check.step() }
  }

  @Test func aCallWithoutAnInterruptNeverThrows() throws {
    var check = InterruptCheck(Workers(), every: 1)
    for _ in 0..<10 { try check.step() }
  }

  @Test(arguments: [0, 1, 2, 1000])
  func sortsLikeTheStandardLibrary(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    var numbers = (0..<count).map { _ in Int.random(in: 0..<50, using: &generator) }
    let expected = numbers.sorted(by: >)
    try numbers.sort(on: Workers(), by: >)
    #expect(numbers == expected)
  }

  /// The interrupt comes while the sort is comparing.
  @Test func aSortCanBeInterrupted() {
    let interrupt = Interrupt()
    var numbers = Array((0..<100_000).reversed())
    var comparisons = 0
    #expect(throws: Interrupted.self) {
      try numbers.sort(on: Workers(interrupt: interrupt)) { one, other in
        comparisons += 1
        interrupt.request()
        return one * 7919 % 100_003 < other * 7919 % 100_003
      }
    }
    #expect(comparisons <= 1 << 16)
  }
}

@Suite struct WorkersSplitTests {
  private static func recorder() -> (Workers, () -> [StageProgress]) {
    let recorded = SharedReports()
    return (Workers(progress: { recorded.append($0) }), { recorded.all })
  }

  @Test func progressIsTheMeanOfTheParts() throws {
    let (workers, reports) = Self.recorder()
    let parts = workers.split("whole", into: 2)
    try parts[0].report("one", 0.5)
    try parts[1].report("other", 1)
    try parts[0].report("one", 1)
    #expect(reports().map(\.fraction) == [0.25, 0.75, 1])
    #expect(reports().allSatisfy { $0.stage == "whole" })
  }

  @Test func progressNeverFalls() throws {
    let (workers, reports) = Self.recorder()
    let part = workers.split("whole", into: 1)[0]
    for fraction in [0.5, 0, 0.25, 0.75] { try part.report("x", fraction) }
    #expect(reports().map(\.fraction) == [0.5, 0.5, 0.5, 0.75])
  }

  @Test func partsKeepThreadsAndInterrupt() {
    let interrupt = Interrupt()
    for workers in [
      Workers(threads: 3, interrupt: interrupt),
      Workers(threads: 3, interrupt: interrupt, progress: { _ in }),
    ] {
      let parts = workers.split("whole", into: 2)
      #expect(parts.map(\.threads) == [3, 3])
      #expect(parts.allSatisfy { $0.interrupt === interrupt })
    }
  }

  /// Parts on several threads never report concurrently, and the last report is 1.
  @Test func partsMayRunAtTheSameTime() throws {
    let isBusy = Atomic(false)
    let recorded = SharedReports()
    let workers = Workers(threads: 4) {
      let wasBusy = isBusy.exchange(true, ordering: .acquiring)
      #expect(!wasBusy)
      recorded.append($0)
      isBusy.store(false, ordering: .releasing)
    }
    let parts = workers.split("whole", into: 4)
    _ = try parallelMap(4, on: workers) { index in
      for step in 1...100 { try parts[index].report("part", Double(step) / 100) }
    }
    #expect(recorded.all.count == 400 && recorded.all.last?.fraction == 1)
  }
}

private final class SharedReports: Sendable {
  private let reports = Mutex<[StageProgress]>([])
  func append(_ report: StageProgress) { reports.withLock { $0.append(report) } }
  var all: [StageProgress] { reports.withLock { $0 } }
}
