/// How far to go along a direction.
enum LineSearch {
  typealias Point = PenalizedFunction.Point

  /// A point that is lower by a share of the slope at the start.
  private static let decrease = 1e-4
  /// A point whose slope is no steeper than this share of that at the start.
  private static let curvature = 0.9

  /// A step with the strong Wolfe conditions; `nil` where none can be found.
  static func wolfe(
    _ function: PenalizedFunction, _ start: Point, _ direction: [Double], first: Double
  ) -> Point? {
    let slope = dot(start.gradient[...], direction[...])
    guard slope < 0 else { return nil }
    var (length, previous) = (first, (length: 0.0, value: start.value, slope: slope))
    for _ in 0..<40 {
      let point = function.evaluate(function.step(from: start, direction, length))
      let reached = dot(point.gradient[...], direction[...])
      if isFlat(point, start), abs(reached) <= -curvature * slope { return point }
      let isLow = point.value <= start.value + decrease * length * slope
      if !isLow || (previous.length > 0 && point.value >= previous.value) {
        return zoom(function, start, direction, slope, previous, (length, point.value, reached))
      }
      if abs(reached) <= -curvature * slope { return point }
      if reached >= 0 {
        return zoom(function, start, direction, slope, (length, point.value, reached), previous)
      }
      previous = (length, point.value, reached)
      length *= 2
    }
    return nil
  }

  /// Whether two values differ by no more than the rounding of long sums. Near the minimum they do;
  /// then the slopes alone say which point is the better one.
  private static func isFlat(_ a: Point, _ b: Point) -> Bool {
    abs(a.value - b.value) <= 1e-13 * abs(b.value)
  }

  private typealias End = (length: Double, value: Double, slope: Double)

  /// Narrows down two ends, the first of them the lower one, with a good point between them.
  private static func zoom(
    _ function: PenalizedFunction, _ start: Point, _ direction: [Double], _ slope: Double,
    _ low: End, _ high: End
  ) -> Point? {
    var (low, high) = (low, high)
    var best: Point?
    for _ in 0..<60 {
      let length = between(low, high)
      let point = function.evaluate(function.step(from: start, direction, length))
      let reached = dot(point.gradient[...], direction[...])
      if point.value > start.value + decrease * length * slope || !(point.value < low.value) {
        high = (length, point.value, reached)
      } else {
        best = point
        if abs(reached) <= -curvature * slope { return point }
        if reached * (high.length - low.length) >= 0 { high = low }
        low = (length, point.value, reached)
      }
      if isFlat(point, start), abs(reached) <= -curvature * slope { return point }
      if abs(high.length - low.length) <= 1e-15 * max(low.length, high.length) { break }
    }
    return best
  }

  /// The minimum of the parabola through one end, its slope and the other end, kept off the ends.
  private static func between(_ low: End, _ high: End) -> Double {
    let width = high.length - low.length
    let bend = high.value - low.value - low.slope * width
    let share = bend > 0 ? -low.slope * width / (2 * bend) : 0.5
    return low.length + width * min(max(share.isFinite ? share : 0.5, 0.1), 0.9)
  }

  /// A step within one orthant that goes down far enough; `nil` where none can be found.
  static func backtracking(
    _ function: PenalizedFunction, _ start: Point, _ direction: [Double], first: Double
  ) -> Point? {
    var length = first
    for _ in 0..<60 {
      let point = function.evaluate(function.step(from: start, direction, length))
      let moved = zip(point.x, start.x).map { $0 - $1 }
      let promised = dot(start.pseudoGradient[...], moved[...])
      let rounding = 4 * Double.ulpOfOne * abs(start.value)
      if promised < 0, point.value <= start.value + decrease * promised + rounding { return point }
      length /= 2
    }
    return nil
  }
}
