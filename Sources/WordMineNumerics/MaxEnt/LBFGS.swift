import WordMineBase

/// Finds the minimum of a smooth function, and of one with a sum of absolute values added (OWL-QN).
///
/// The last `memory` steps and changes of the gradient approximate the curvature. Without the absolute
/// values the step length meets the strong Wolfe conditions; with them, every step remains within one
/// orthant, where the sum is linear.
///
/// References: Nocedal and Wright 2006, *Numerical Optimization*, chapter 7; Andrew and Gao 2007,
/// *Scalable Training of L1-Regularized Log-Linear Models*.
struct LBFGS: Sendable {
  struct Configuration: Sendable {
    /// The number of steps that are remembered.
    var memory = 10
    /// Stops when no element of the gradient is larger than this times max(1, the largest at the start).
    var tolerance = 1e-6
    var maximumIterations = 1000
    /// The weight of Σ|x| over the penalized elements; 0 for a smooth function.
    var l1 = 0.0
  }

  struct Result: Sendable {
    let x: [Double]
    let value: Double
    let iterations: Int
    let hasConverged: Bool
  }

  var configuration: Configuration

  init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Minimizes a function; reports the stage `training`.
  ///
  /// - Parameters:
  ///   - start: The first point.
  ///   - penalized: The elements whose |x| counts; `nil` for all.
  ///   - function: The smooth part and its gradient.
  /// - Throws: What the function throws; `InvalidValue` if its value or gradient at the start is not
  ///   finite; `Interrupted` between iterations.
  /// - Complexity: O(memory · elements) an iteration, beside the function.
  func minimize(
    from start: [Double], penalized: Range<Int>? = nil, workers: Workers = Workers(),
    _ function: @escaping ([Double]) throws -> (value: Double, gradient: [Double])
  ) throws -> Result {
    let objective = PenalizedFunction(
      penalty: configuration.l1, penalized: penalized ?? start.indices, smooth: function)
    var history = CurvatureHistory(limit: configuration.memory, dimensions: start.count)
    var point = try objective.evaluate(start)
    try point.check()
    let first = largest(point.pseudoGradient)
    let goal = configuration.tolerance * max(1, first)
    var (iterations, share) = (0, 0.0)
    while iterations < configuration.maximumIterations {
      let now = largest(point.pseudoGradient)
      guard now > goal else { break }
      // The gradient falls by about a constant factor per iteration, but not steadily.
      share = max(share, Self.progress(from: first, to: goal, at: now))
      try workers.report("training", share)
      var direction = history.direction(point.pseudoGradient)
      objective.align(&direction, with: point.pseudoGradient)
      // Until the curvature is known, a step to the distance of one.
      let length = history.isEmpty ? 1 / norm(direction[...]) : 1
      let next =
        configuration.l1 == 0
        ? try LineSearch.wolfe(objective, point, direction, first: length)
        : try LineSearch.backtracking(objective, point, direction, first: length)
      guard let next else {
        // The remembered steps mislead: start anew, or give up if there are none.
        if history.isEmpty { break }
        history.removeAll()
        continue
      }
      history.append(from: (point.x, point.gradient), to: (next.x, next.gradient))
      point = next
      iterations += 1
    }
    try workers.report("training", 1)
    return Result(
      x: point.x, value: point.value, iterations: iterations,
      hasConverged: largest(point.pseudoGradient) <= goal)
  }

  /// How far a gradient has fallen towards the goal, from 0 to 1 on a logarithmic scale.
  private static func progress(from first: Double, to goal: Double, at now: Double) -> Double {
    guard goal > 0, first > goal, now > 0 else { return 0 }
    return min(max(Double.log(first / now) / Double.log(first / goal), 0), 1)
  }
}

/// A smooth function plus penalty · Σ|x| over some of the elements.
struct PenalizedFunction {
  let penalty: Double
  let penalized: Range<Int>
  let smooth: ([Double]) throws -> (value: Double, gradient: [Double])

  struct Point {
    let x: [Double]
    let value: Double
    /// Of the smooth part.
    let gradient: [Double]
    /// The steepest slope of the whole; zero if |x| holds an element at zero.
    let pseudoGradient: [Double]

    /// - Throws: `InvalidValue` if the value or the gradient is not finite, or the length of the gradient
    ///   overflows.
    func check() throws(InvalidValue) {
      guard value.isFinite else {
        throw InvalidValue("the value at the start is \(value); it must be finite")
      }
      if let place = gradient.firstIndex(where: { !$0.isFinite }) {
        throw InvalidValue(
          "element \(place) of the gradient at the start is \(gradient[place]); it must be finite")
      }
      guard dot(gradient[...], gradient[...]).isFinite else {
        throw InvalidValue(
          "the gradient at the start is as large as \(largest(gradient)); scale the features")
      }
    }
  }

  func evaluate(_ x: [Double]) throws -> Point {
    let (value, gradient) = try smooth(x)
    if penalty == 0 {
      return Point(x: x, value: value, gradient: gradient, pseudoGradient: gradient)
    }
    var slopes = gradient
    for i in penalized { slopes[i] = slope(x[i], gradient[i]) }
    let sum = x[penalized].reduce(0) { $0 + abs($1) }
    return Point(x: x, value: value + penalty * sum, gradient: gradient, pseudoGradient: slopes)
  }

  private func slope(_ x: Double, _ gradient: Double) -> Double {
    if x != 0 { return gradient + (x > 0 ? penalty : -penalty) }
    if gradient + penalty < 0 { return gradient + penalty }
    return max(gradient - penalty, 0)
  }

  /// Clears the elements of a direction that do not descend, if there are absolute values.
  func align(_ direction: inout [Double], with pseudoGradient: [Double]) {
    if penalty == 0 { return }
    for i in penalized where direction[i] * pseudoGradient[i] >= 0 { direction[i] = 0 }
  }

  /// A step; penalized elements that would change their sign become zero.
  func step(from point: Point, _ direction: [Double], _ length: Double) -> [Double] {
    var next = point.x
    addMultiple(length, of: direction, to: &next)
    if penalty == 0 { return next }
    for i in penalized {
      let orthant = point.x[i] != 0 ? point.x[i] : -point.pseudoGradient[i]
      if next[i] * orthant <= 0 { next[i] = 0 }
    }
    return next
  }
}
