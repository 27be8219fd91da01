/// A smooth function plus Σ penalty·|x|.
struct PenalizedFunction {
  let penalties: [Double]
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
    let penalty = zip(penalties, x).reduce(0) { $0 + $1.0 * abs($1.1) }
    let slopes = x.indices.map { slope(x[$0], gradient[$0], penalties[$0]) }
    return Point(x: x, value: value + penalty, gradient: gradient, pseudoGradient: slopes)
  }

  private func slope(_ x: Double, _ gradient: Double, _ penalty: Double) -> Double {
    if x != 0 { return gradient + (x > 0 ? penalty : -penalty) }
    if gradient + penalty < 0 { return gradient + penalty }
    return max(gradient - penalty, 0)
  }

  /// Takes out of a direction what does not go down, where there are absolute values.
  func align(_ direction: inout [Double], with pseudoGradient: [Double]) {
    for i in direction.indices where penalties[i] > 0 && direction[i] * pseudoGradient[i] >= 0 {
      direction[i] = 0
    }
  }

  /// A step, with elements that would change their sign left at zero.
  func step(from point: Point, _ direction: [Double], _ length: Double) -> [Double] {
    point.x.indices.map { i in
      let next = point.x[i] + length * direction[i]
      guard penalties[i] > 0 else { return next }
      let orthant = point.x[i] != 0 ? point.x[i] : -point.pseudoGradient[i]
      return next * orthant > 0 ? next : 0
    }
  }
}
