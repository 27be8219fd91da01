/// A smooth function plus penalty · Σ|x| over some of the elements.
struct PenalizedFunction {
  let penalty: Double
  let penalized: Range<Int>
  let smooth: ([Double]) -> (value: Double, gradient: [Double])

  struct Point {
    let x: [Double]
    let value: Double
    /// Of the smooth part.
    let gradient: [Double]
    /// The steepest slope of the whole; zero where |x| holds an element at zero.
    let pseudoGradient: [Double]
  }

  func evaluate(_ x: [Double]) -> Point {
    let (value, gradient) = smooth(x)
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

  /// Takes out of a direction what does not go down, where there are absolute values.
  func align(_ direction: inout [Double], with pseudoGradient: [Double]) {
    if penalty == 0 { return }
    for i in penalized where direction[i] * pseudoGradient[i] >= 0 { direction[i] = 0 }
  }

  /// A step, with penalized elements that would change their sign left at zero.
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
