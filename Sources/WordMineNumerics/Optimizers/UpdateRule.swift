/// How a parameter moves along a gradient, and what is remembered for it.
///
/// A rule updates a range of elements: a whole parameter, or one row of a table. In the comments θ is
/// the parameter, g the gradient, η the rate and λ the decay; the decay uses the old θ.
public protocol UpdateRule: Sendable {
  /// The number of values that are remembered beside each element.
  var slots: Int { get }
  /// Whether a window of micro-batches can be taken up by the state itself, without a buffer.
  var takesWindows: Bool { get }
  /// Updates θ and the state.
  func update<Element: Scalar>(
    _ value: inout [Element], _ range: Range<Int>, gradient: [Element], state: inout [[Element]],
    _ step: UpdateStep)
}

/// What a rule must know of a step.
public struct UpdateStep: Sendable {
  /// η. At zero θ stays as it is, to the bit, and only the state is updated.
  public var rate: Double
  /// λ
  public var decay: Double
  /// The number of this update, from 1.
  public var number: Int
  /// Whether this is the first gradient of a window.
  public var isFirst = true
  /// The number of micro-batches in a window.
  public var window = 1

  public init(rate: Double, decay: Double, number: Int, isFirst: Bool = true, window: Int = 1) {
    self.rate = rate
    self.decay = decay
    self.number = number
    self.isFirst = isFirst
    self.window = window
  }

  /// What an average with weight β is multiplied by, and what the gradient is.
  ///
  /// Over a window of k the old average decays once and each gradient adds (1 − β) / k.
  func weights<Element: Scalar>(_ beta: Double) -> (old: Element, new: Element) {
    (Element(isFirst ? beta : 1), Element((1 - beta) / Double(window)))
  }
}

extension Scalar {
  /// −1, 0 or 1.
  @inline(__always) static func sign(_ x: Self) -> Self { x > 0 ? 1 : (x < 0 ? -1 : 0) }
}
