/// Finds the minimum of a smooth function, and of one with a sum of absolute values added (OWL-QN).
///
/// The last `memory` steps and changes of the gradient stand for the curvature. Without the absolute
/// values the step length meets the strong Wolfe conditions; with them, every step stays within one
/// orthant, where the sum is linear.
///
/// References: Nocedal and Wright 2006, *Numerical Optimization*, algorithms 7.4, 3.5 and 3.6;
/// Andrew and Gao 2007, *Scalable Training of L1-Regularized Log-Linear Models*.
public struct LBFGS: Sendable {
  public struct Configuration: Sendable {
    /// How many steps are remembered.
    public var memory = 10
    /// Stops where no element of the gradient is larger than this times max(1, that at the start).
    public var tolerance = 1e-6
    public var maximumIterations = 1000
    /// The weight of Σ|x| over the elements that are penalized; 0 for a smooth function.
    public var l1 = 0.0

    public init() {}
  }

  public struct Result: Sendable {
    public let x: [Double]
    public let value: Double
    public let iterations: Int
    public let hasConverged: Bool
  }

  public var configuration: Configuration

  public init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// - Parameters:
  ///   - start: Where to begin.
  ///   - penalized: The elements whose |x| counts; all where it is `nil`.
  ///   - function: The smooth part and its gradient.
  public func minimize(
    from start: [Double], penalized: Range<Int>? = nil,
    _ function: @escaping ([Double]) -> (value: Double, gradient: [Double])
  ) -> Result {
    let penalties = start.indices.map {
      (penalized ?? start.indices).contains($0) ? configuration.l1 : 0
    }
    let objective = PenalizedFunction(penalties: penalties, smooth: function)
    var history = CurvatureHistory(limit: configuration.memory)
    var point = objective.evaluate(start)
    let goal = configuration.tolerance * max(1, largest(point.pseudoGradient))
    var iterations = 0
    while iterations < configuration.maximumIterations, largest(point.pseudoGradient) > goal {
      var direction = history.direction(point.pseudoGradient)
      objective.align(&direction, with: point.pseudoGradient)
      let next =
        configuration.l1 == 0
        ? LineSearch.wolfe(objective, point, direction, first: history.firstStep(direction))
        : LineSearch.backtracking(objective, point, direction, first: history.firstStep(direction))
      guard let next else {
        // The steps that are remembered mislead: begin anew, or give up when there are none.
        if history.isEmpty { break }
        history = CurvatureHistory(limit: configuration.memory)
        continue
      }
      history.append(from: point, to: next)
      point = next
      iterations += 1
    }
    return Result(
      x: point.x, value: point.value, iterations: iterations,
      hasConverged: largest(point.pseudoGradient) <= goal)
  }

  private func largest(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, abs($1)) } }
}

/// The last steps s and changes of the gradient y, which approximate the inverse curvature.
private struct CurvatureHistory {
  private var pairs: [(s: [Double], y: [Double], rho: Double)] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { pairs.isEmpty }

  mutating func append(from old: PenalizedFunction.Point, to new: PenalizedFunction.Point) {
    let s = zip(new.x, old.x).map { $0 - $1 }
    let y = zip(new.gradient, old.gradient).map { $0 - $1 }
    let sy = dot(s[...], y[...])
    guard sy > 1e-300 else { return }
    if pairs.count == limit { pairs.removeFirst() }
    pairs.append((s, y, 1 / sy))
  }

  /// −H g by two loops over the pairs.
  func direction(_ gradient: [Double]) -> [Double] {
    var d = gradient.map { -$0 }
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.rho * dot(pair.s[...], d[...])
      for i in d.indices { d[i] -= share * pair.y[i] }
      shares.append(share)
    }
    if let last = pairs.last {
      let scale = 1 / (last.rho * dot(last.y[...], last.y[...]))
      for i in d.indices { d[i] *= scale }
    }
    for (pair, share) in zip(pairs, shares.reversed()) {
      let back = pair.rho * dot(pair.y[...], d[...])
      for i in d.indices { d[i] += (share - back) * pair.s[i] }
    }
    return d
  }

  /// 1 once the curvature is known; before that, a step of length one at most.
  func firstStep(_ direction: [Double]) -> Double {
    guard isEmpty else { return 1 }
    let length = dot(direction[...], direction[...]).squareRoot()
    return length > 1 ? 1 / length : 1
  }
}
