/// The length of a step along a direction.
enum LineSearch {
  typealias Point = PenalizedFunction.Point

  /// A step that meets the strong Wolfe conditions, or after 20 trials one that at least descends; `nil`
  /// if none does. A step to where the function is not finite is too long.
  static func wolfe(
    _ function: PenalizedFunction, _ start: Point, _ direction: [Double], first: Double
  ) throws -> Point? {
    let slope = dot(start.gradient[...], direction[...])
    guard slope < 0 else { return nil }
    var search = WolfeSearch(value: start.value, slope: slope, first: first)
    var lowest: Point?
    for _ in 0..<20 {
      let point = try function.evaluate(function.step(from: start, direction, search.length))
      let reached = dot(point.gradient[...], direction[...])
      guard point.value.isFinite, reached.isFinite else {
        search = WolfeSearch(value: start.value, slope: slope, first: search.length / 8)
        continue
      }
      if isFlat(point, start), abs(reached) <= -WolfeSearch.curvature * slope { return point }
      if search.accepts(value: point.value, slope: reached) { return point }
      if point.value < (lowest ?? start).value { lowest = point }
    }
    return lowest
  }

  /// Whether two values differ by no more than the rounding of long sums, as they do near the minimum;
  /// then only the slopes tell which point is better.
  private static func isFlat(_ a: Point, _ b: Point) -> Bool {
    abs(a.value - b.value) <= 1e-13 * abs(b.value)
  }

  /// A step within one orthant that descends far enough; `nil` if none is found.
  static func backtracking(
    _ function: PenalizedFunction, _ start: Point, _ direction: [Double], first: Double
  ) throws -> Point? {
    var length = first
    for _ in 0..<60 {
      let point = try function.evaluate(function.step(from: start, direction, length))
      let moved = zip(point.x, start.x).map { $0 - $1 }
      let promised = dot(start.pseudoGradient[...], moved[...])
      let rounding = 4 * Double.ulpOfOne * abs(start.value)
      let isFinite = dot(point.gradient[...], moved[...]).isFinite
      if isFinite, promised < 0,
        point.value <= start.value + WolfeSearch.decrease * promised + rounding
      {
        return point
      }
      length /= 2
    }
    return nil
  }
}

/// Narrows down the length of a step by the values and slopes found so far.
///
/// A length is good if the value is below a line of 1/1000 of the first slope, and the slope is no
/// steeper than 9/10 of it. Each next length is the minimum of a cubic or a parabola through the known
/// points; once two lengths have a good one between them, the interval between them shrinks.
///
/// Reference: Moré and Thuente 1994, *Line Search Algorithms with Guaranteed Sufficient Decrease*.
struct WolfeSearch {
  /// A good length is lower by this share of the slope at the start.
  static let decrease = 1e-3
  /// Its slope is no steeper than this share of that at the start.
  static let curvature = 0.9
  private static let longest = 1e10

  /// The value and slope at one length.
  private struct Trial {
    var length: Double
    var value: Double
    var slope: Double
  }

  /// The length to try next.
  private(set) var length: Double
  private let start: Trial
  /// The lowest so far, and the other end of the interval.
  private var best: Trial
  private var end: Trial
  /// Whether a good length lies between them.
  private var isBracketed = false
  /// Whether no length has yet been below the line with a slope upwards.
  private var isFirstStage = true
  private var bounds: (least: Double, greatest: Double)
  /// Of the interval, at the last two shortenings.
  private var widths = (last: WolfeSearch.longest, before: 2 * WolfeSearch.longest)

  init(value: Double, slope: Double, first: Double) {
    length = first
    start = Trial(length: 0, value: value, slope: slope)
    (best, end) = (start, start)
    bounds = (0, 5 * first)
  }

  /// Evaluates what was found at `length`, and chooses the next length if it is not good.
  ///
  /// - Returns: Whether to stop, because the length is good or no better one can be distinguished.
  mutating func accepts(value: Double, slope: Double) -> Bool {
    let line = Self.decrease * start.slope
    let isLow = value <= start.value + length * line
    if isFirstStage, isLow, slope >= 0 { isFirstStage = false }
    if isLow, abs(slope) <= -Self.curvature * start.slope { return true }
    if isExhausted { return true }
    let trial = Trial(length: length, value: value, slope: slope)
    if isFirstStage, value <= best.value, !isLow {
      // The function minus the line has its minimum among the good lengths.
      tilt(by: -line)
      shorten(Trial(length: length, value: value - length * line, slope: slope - line))
      tilt(by: line)
    } else {
      shorten(trial)
    }
    setNext()
    return false
  }

  private var isExhausted: Bool {
    isBracketed
      && (length <= bounds.least || length >= bounds.greatest
        || bounds.greatest - bounds.least <= 0.1 * bounds.greatest)
  }

  private mutating func tilt(by slope: Double) {
    best.value += best.length * slope
    best.slope += slope
    end.value += end.length * slope
    end.slope += slope
  }

  /// Sets the bounds of the next length, and keeps it within them.
  private mutating func setNext() {
    if isBracketed {
      if abs(end.length - best.length) >= 0.66 * widths.before {
        length = best.length + (end.length - best.length) / 2
      }
      widths = (abs(end.length - best.length), widths.last)
      bounds = (min(best.length, end.length), max(best.length, end.length))
    } else {
      bounds = (
        length + 1.1 * (length - best.length), length + 4 * (length - best.length)
      )
    }
    length = min(max(length, 0), Self.longest)
    if isExhausted { length = best.length }
  }

  /// Chooses the next length, and makes the interval shorter by the last one.
  private mutating func shorten(_ trial: Trial) {
    length = next(after: trial)
    if trial.value > best.value {
      end = trial
    } else {
      if trial.slope * best.slope < 0 { end = best }
      best = trial
    }
  }

  private mutating func next(after trial: Trial) -> Double {
    let step = trial.length - best.length
    let secant = trial.length - trial.slope / (trial.slope - best.slope) * step
    if trial.value > best.value {
      isBracketed = true
      let cubic = Self.minimum(from: best, to: trial)
      let fall = (best.value - trial.value) / step + best.slope
      let parabola = best.length + best.slope / fall / 2 * step
      return abs(cubic - best.length) < abs(parabola - best.length)
        ? cubic : cubic + (parabola - cubic) / 2
    }
    if trial.slope * best.slope < 0 {
      isBracketed = true
      let cubic = Self.minimum(from: trial, to: best)
      return abs(cubic - trial.length) > abs(secant - trial.length) ? cubic : secant
    }
    if abs(trial.slope) < abs(best.slope) {
      return flatter(trial, secant: secant)
    }
    if isBracketed { return Self.minimum(from: trial, to: end) }
    return step > 0 ? bounds.greatest : bounds.least
  }

  /// After a lower length with a flatter slope of the same sign.
  private func flatter(_ trial: Trial, secant: Double) -> Double {
    let forward = trial.length > best.length
    let cubic =
      Self.minimumBeyond(best, trial) ?? (forward ? bounds.greatest : bounds.least)
    let isCubicNearer = abs(cubic - trial.length) < abs(secant - trial.length)
    if isBracketed {
      let limit = trial.length + 0.66 * (end.length - trial.length)
      let next = isCubicNearer ? cubic : secant
      return forward ? min(limit, next) : max(limit, next)
    }
    return min(max(isCubicNearer ? secant : cubic, bounds.least), bounds.greatest)
  }

  // MARK: Cubics

  /// The minimum of the cubic through two trials and their slopes.
  private static func minimum(from a: Trial, to b: Trial) -> Double {
    let (theta, gamma) = shape(a, b)
    let root = b.length < a.length ? -gamma : gamma
    let share = (root - a.slope + theta) / (root - a.slope + root + b.slope)
    return a.length + share * (b.length - a.length)
  }

  /// The same beyond `b`, seen from `a`; `nil` if the cubic has no minimum there.
  private static func minimumBeyond(_ a: Trial, _ b: Trial) -> Double? {
    let (theta, gamma) = shape(a, b)
    let root = b.length > a.length ? -gamma : gamma
    let share = (root - b.slope + theta) / (root + (a.slope - b.slope) + root)
    guard share < 0, root != 0 else { return nil }
    return b.length + share * (a.length - b.length)
  }

  private static func shape(_ a: Trial, _ b: Trial) -> (theta: Double, gamma: Double) {
    let theta = 3 * (a.value - b.value) / (b.length - a.length) + a.slope + b.slope
    let scale = max(abs(theta), abs(a.slope), abs(b.slope))
    let square = (theta / scale) * (theta / scale) - (a.slope / scale) * (b.slope / scale)
    return (theta, scale * max(0, square).squareRoot())
  }
}
