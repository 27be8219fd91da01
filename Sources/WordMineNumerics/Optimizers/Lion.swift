/// Steps by the sign of a smoothed gradient.
///
///     θ ← θ − η (sign(β₁m + (1 − β₁)g) + λθ)
///     m ← β₂m + (1 − β₂)g
///
/// Every element moves by about η at each step, so rates are ten times below those of ``AdamW``.
///
/// Reference: Chen et al. 2023, *Symbolic Discovery of Optimization Algorithms*, algorithm 2.
public struct Lion: UpdateRule {
  /// β₁
  public var signDecay = 0.9
  /// β₂
  public var meanDecay = 0.99

  public init(signDecay: Double = 0.9, meanDecay: Double = 0.99) {
    self.signDecay = signDecay
    self.meanDecay = meanDecay
  }

  public var slots: Int { 1 }
  public var takesWindows: Bool { false }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func update<Element: Scalar>(
    _ value: inout [Element], _ range: Range<Int>, gradient: [Element], state: inout [[Element]],
    _ step: UpdateStep
  ) {
    let (rate, decay) = (Element(step.rate), Element(step.decay))
    let (oldSign, newSign): (Element, Element) = step.weights(signDecay)
    let (oldMean, newMean): (Element, Element) = step.weights(meanDecay)
    for i in range {
      let direction = Element.sign(oldSign * state[0][i] + newSign * gradient[i])
      value[i] -= rate * (direction + decay * value[i])
      state[0][i] = oldMean * state[0][i] + newMean * gradient[i]
    }
  }
}

/// Steps by the sign of a running mean of the gradients, with one number of state an element.
///
///     m ← βm + (1 − β)g,  θ ← θ − η (sign(m) + λθ)
///
/// It is ``Lion`` with β₁ = β₂. Since the step depends on m alone, m itself can take up a window of
/// micro-batches. Used with ``RateScaling/byParameterScale(floor:)``, as it was published.
///
/// Reference: Su 2023, *Tiger: A Tight-fisted Optimizer*.
public struct Tiger: UpdateRule {
  /// β: 0.945 for images, 0.965 for language.
  public var decay = 0.965

  public init(decay: Double = 0.965) { self.decay = decay }

  public var slots: Int { 1 }
  public var takesWindows: Bool { true }

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
