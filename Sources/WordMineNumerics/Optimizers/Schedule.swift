/// A factor of the learning rate: piecewise linear in the step, and constant after the last point.
public struct Schedule: Equatable, Sendable {
  /// A step, counted from zero, and the factor there.
  public struct Point: Equatable, Sendable {
    public var step: Int
    public var factor: Double

    public init(step: Int, factor: Double) {
      self.step = step
      self.factor = factor
    }
  }

  /// In ascending order.
  public let points: [Point]

  /// The line starts at (0, 0) unless there is a point at step 0, so rates warm up. Points at negative
  /// steps are ignored.
  public init(_ points: [Point]) {
    let sorted = points.filter { $0.step >= 0 }.sorted { $0.step < $1.step }
    self.points = sorted.first?.step == 0 ? sorted : [Point(step: 0, factor: 0)] + sorted
  }

  /// The factor 1 at all steps.
  public static let constant = Schedule([Point(step: 0, factor: 1)])

  /// The factor at a step, counted from zero.
  public func factor(at step: Int) -> Double {
    let step = max(0, step)
    guard let next = points.firstIndex(where: { $0.step > step }) else {
      return points[points.count - 1].factor
    }
    let (a, b) = (points[next - 1], points[next])
    let share = Double(step - a.step) / Double(b.step - a.step)
    return a.factor + (b.factor - a.factor) * share
  }
}
