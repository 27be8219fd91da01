/// Finds the minimum of a smooth function, and of one with a sum of absolute values added (OWL-QN).
///
/// The last `memory` steps and changes of the gradient stand for the curvature. Without the absolute
/// values the step length meets the strong Wolfe conditions; with them, every step stays within one
/// orthant, where the sum is linear.
///
/// References: Nocedal and Wright 2006, *Numerical Optimization*, chapter 7; Andrew and Gao 2007,
/// *Scalable Training of L1-Regularized Log-Linear Models*.
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
    let objective = PenalizedFunction(
      penalty: configuration.l1, penalized: penalized ?? start.indices, smooth: function)
    var history = CurvatureHistory(limit: configuration.memory, dimensions: start.count)
    var point = objective.evaluate(start)
    let goal = configuration.tolerance * max(1, largest(point.pseudoGradient))
    var iterations = 0
    while iterations < configuration.maximumIterations, largest(point.pseudoGradient) > goal {
      var direction = history.direction(point.pseudoGradient)
      objective.align(&direction, with: point.pseudoGradient)
      // Until the curvature is known, a step to the distance of one.
      let first = history.isEmpty ? 1 / dot(direction[...], direction[...]).squareRoot() : 1
      let next =
        configuration.l1 == 0
        ? LineSearch.wolfe(objective, point, direction, first: first)
        : LineSearch.backtracking(objective, point, direction, first: first)
      guard let next else {
        // The steps that are remembered mislead: begin anew, or give up when there are none.
        if history.isEmpty { break }
        history.removeAll()
        continue
      }
      history.append(from: (point.x, point.gradient), to: (next.x, next.gradient))
      point = next
      iterations += 1
    }
    return Result(
      x: point.x, value: point.value, iterations: iterations,
      hasConverged: largest(point.pseudoGradient) <= goal)
  }
}
