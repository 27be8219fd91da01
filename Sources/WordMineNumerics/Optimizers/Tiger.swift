import WordMineBase

/// Tiger: steps by the sign of a running mean of the gradients, with one number of state per element.
///
///     m ← βm + (1 − β)g,  θ ← θ − η (sign(m) + λθ)
///
/// It is ``Lion`` with β₁ = β₂. Since the step depends on m alone, m itself can accumulate a window of
/// micro-batches. Published with ``RateScaling/byParameterScale(floor:)``.
///
/// Reference: Su 2023, *Tiger: A Tight-fisted Optimizer*.
public struct Tiger: UpdateRule {
  /// β: 0.945 for images, 0.965 for language.
  public var decay = 0.965

  public init(decay: Double = 0.965) { self.decay = decay }

  public var slots: Int { 1 }
  public var accumulatesWindows: Bool { true }

  public func validate() throws(InvalidValue) { try check(decay: "decay", decay) }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func update<Element: Scalar>(
    _ value: inout [Element], _ range: Range<Int>, gradient: [Element], state: inout [[Element]],
    _ step: UpdateStep
  ) {
    let (rate, decay) = (Element(step.rate), Element(step.decay))
    let (old, new): (Element, Element) = step.weights(self.decay)
    for i in range {
      state[0][i] = old * state[0][i] + new * gradient[i]
      value[i] -= rate * (Element.sign(state[0][i]) + decay * value[i])
    }
  }
}
