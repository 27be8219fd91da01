/// A factor of the learning rate, piecewise linear in the step and constant after the last point.
public struct Schedule: Equatable, Sendable, Codable {
  /// A step, counted from zero, and the factor there.
  public struct Point: Equatable, Sendable, Codable {
    public var step: Int
    public var factor: Double

    public init(step: Int, factor: Double) {
      self.step = step
      self.factor = factor
    }
  }

  /// In ascending order.
  public let points: [Point]

  /// The line begins at (0, 0) unless a point at step 0 says otherwise, so rates warm up.
  public init(_ points: [Point]) {
    let sorted = points.sorted { $0.step < $1.step }
    self.points = sorted.first?.step == 0 ? sorted : [Point(step: 0, factor: 0)] + sorted
  }

  public static let constant = Schedule([Point(step: 0, factor: 1)])

  public func factor(at step: Int) -> Double {
    guard let next = points.firstIndex(where: { $0.step > step }) else {
      return points[points.count - 1].factor
    }
    let (a, b) = (points[next - 1], points[next])
    let share = Double(step - a.step) / Double(b.step - a.step)
    return a.factor + (b.factor - a.factor) * share
  }
}
