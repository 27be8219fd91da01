import Testing

@testable import WordMineNumerics

@Suite struct CurvatureHistoryTests {
  /// The two loops of the textbook, a vector at a time.
  private func direction(
    _ pairs: [(s: [Double], y: [Double])], _ gradient: [Double]
  ) -> [Double] {
    func product(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var d = gradient.map { -$0 }
    var shares: [Double] = []
    for (s, y) in pairs.reversed() {
      shares.append(product(s, d) / product(s, y))
      for i in d.indices { d[i] -= shares[shares.count - 1] * y[i] }
    }
    if let (s, y) = pairs.last { d = d.map { $0 * product(s, y) / product(y, y) } }
    for ((s, y), share) in zip(pairs, shares.reversed()) {
      let back = product(y, d) / product(s, y)
      for i in d.indices { d[i] += (share - back) * s[i] }
    }
    return d
  }

  private func append(_ s: [Double], _ y: [Double], to history: inout CurvatureHistory) {
    let zeros = s.map { _ in 0.0 }
    history.append(from: (zeros, zeros), to: (s, y))
  }

  @Test(arguments: [1, 2, 5, 9])
  func isThatOfTheTwoLoops(steps: Int) {
    let (limit, dimensions) = (5, 5000)
    var history = CurvatureHistory(limit: limit, dimensions: dimensions)
    var pairs: [(s: [Double], y: [Double])] = []
    for step in 0..<steps {
      let s = random(1, dimensions, seed: UInt64(2 * step + 1)).elements
      // A change along the step, so that the curvature is positive.
      let noise = random(1, dimensions, seed: UInt64(2 * step + 2)).elements
      let y = zip(s, noise).map { 2 * $0 + $1 / 3 }
      append(s, y, to: &history)
      if step % 2 == 0 { _ = history.direction(s) }
      pairs.append((s, y))
    }
    let gradient = random(1, dimensions, seed: 99).elements
    let expected = direction(pairs.suffix(limit), gradient)
    #expect(difference(history.direction(gradient), expected) < 1e-12)
  }

  @Test func goesDownWithoutAnyStep() {
    var history = CurvatureHistory(limit: 3, dimensions: 2)
    #expect(history.direction([1, -2]) == [-1, 2])
  }

  @Test func leavesOutStepsOfNoCurvature() {
    var history = CurvatureHistory(limit: 3, dimensions: 2)
    append([1, 0], [-1, 0], to: &history)
    #expect(history.isEmpty)
  }
}
