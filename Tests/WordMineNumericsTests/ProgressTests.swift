import Synchronization
import Testing
import WordMineBase

@testable import WordMineNumerics

/// Long computations report their progress, and can be interrupted between iterations.
@Suite struct ProgressTests {
  private static let features = SparseMatrix(
    Matrix<Double>([[1, 0, 2], [0, 1, 1], [1, 1, 0], [2, 0, 1], [0, 2, 1]]))

  private func run(_ call: Int, _ workers: Workers) throws {
    var configuration = MaximumEntropy.Configuration()
    switch call {
    case 0:
      configuration.l2 = 0.1
    case 1:
      (configuration.solver, configuration.maximumIterations) = (.improvedScaling, 5)
    default:
      _ = try RandomizedSVD().decompose(Self.features, workers: workers)
      return
    }
    _ = try MaximumEntropy(configuration).fit(
      Self.features, labels: [0, 1, 2, 0, 1], classes: 3, workers: workers)
  }

  @Test(arguments: 0...2)
  func risesToItsEnd(call: Int) throws {
    let fractions = Mutex<[Double]>([])
    try run(call, Workers { progress in fractions.withLock { $0.append(progress.fraction) } })
    let all = fractions.withLock { $0 }
    #expect(all.count > 3 && all.first == 0 && all.last == 1)
    #expect(all == all.sorted())
  }

  @Test(arguments: 0...2)
  func canBeInterrupted(call: Int) throws {
    let interrupt = Interrupt()
    let reports = Mutex(0)
    let workers = Workers(interrupt: interrupt) { _ in
      reports.withLock { $0 += 1 }
      interrupt.request()
    }
    #expect(throws: Interrupted.self) { try run(call, workers) }
    #expect(reports.withLock { $0 } == 1)
  }
}
