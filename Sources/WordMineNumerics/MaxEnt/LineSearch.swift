/// How far to go along a direction.
enum LineSearch {
  typealias Point = PenalizedFunction.Point

  /// A step that meets the strong Wolfe conditions, or after 20 tries one that at least goes down;
  /// `nil` where none does.
  static func wolfe(
    _ function: PenalizedFunction, _ start: Point, _ direction: [Double], first: Double
  ) -> Point? {
    let slope = dot(start.gradient[...], direction[...])
    guard slope < 0 else { return nil }
    var search = WolfeSearch(value: start.value, slope: slope, first: first)
    var lowest: Point?
    for _ in 0..<20 {
      let point = function.evaluate(function.step(from: start, direction, search.length))
      let reached = dot(point.gradient[...], direction[...])
      if isFlat(point, start), abs(reached) <= -WolfeSearch.curvature * slope { return point }
      if search.accepts(value: point.value, slope: reached) { return point }
      if point.value < (lowest ?? start).value { lowest = point }
    }
    return lowest
  }

  /// Whether two values differ by no more than the rounding of long sums. Near the minimum they do;
  /// then the slopes alone say which point is the better one.
  private static func isFlat(_ a: Point, _ b: Point) -> Bool {
    abs(a.value - b.value) <= 1e-13 * abs(b.value)
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
      if promised < 0, point.value <= start.value + WolfeSearch.decrease * promised + rounding {
        return point
      }
      length /= 2
    }
    return nil
  }
}
