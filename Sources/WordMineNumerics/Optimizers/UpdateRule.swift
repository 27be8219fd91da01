import WordMineBase

/// How a parameter is updated by a gradient, and the state that is kept for it.
///
/// A rule updates a range of elements: a whole parameter, or one row of a table. In the comments θ is
/// the parameter, g the gradient, η the learning rate and λ the weight decay; the decay uses the old θ.
/// ``AdamW``, ``Lion`` and ``Tiger`` are rules; others can be added.
public protocol UpdateRule: Sendable {
  /// The number of values of state per element.
  var slots: Int { get }
  /// Whether the state itself can accumulate a window of micro-batches, without a buffer.
  var accumulatesWindows: Bool { get }
  /// - Throws: `InvalidValue` for rates that the rule cannot use; by default there are none.
  func validate() throws(InvalidValue)
  /// Updates θ and the state.
  ///
  /// - Parameters:
  ///   - value: θ
  ///   - range: The elements to update.
  ///   - gradient: g
  ///   - state: An array as long as θ for each slot.
  func update<Element: Scalar>(
    _ value: inout [Element], _ range: Range<Int>, gradient: [Element], state: inout [[Element]],
    _ step: UpdateStep)
}

extension UpdateRule {
  public func validate() throws(InvalidValue) {}

  /// - Throws: `InvalidValue` if the rate of a running mean is not from 0 to below 1.
  func check(decay name: String, _ rate: Double) throws(InvalidValue) {
    guard rate >= 0, rate < 1 else {
      throw InvalidValue("\(name) is \(rate); it can be 0 to below 1")
    }
  }
}

/// The values that a rule needs for one step.
public struct UpdateStep: Sendable {
  /// η. At zero θ remains the same, to the bit, and only the state is updated.
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

  /// The factors of the old average and of the gradient, for an average with weight β.
  ///
  /// Over a window of k the old average decays once and each gradient adds (1 − β) / k.
  public func weights<Element: Scalar>(_ beta: Double) -> (old: Element, new: Element) {
    (Element(isFirst ? beta : 1), Element((1 - beta) / Double(window)))
  }
}
