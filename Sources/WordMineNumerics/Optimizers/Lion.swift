import WordMineBase

/// Lion: steps by the sign of a smoothed gradient.
///
///     θ ← θ − η (sign(β₁m + (1 − β₁)g) + λθ)
///     m ← β₂m + (1 − β₂)g
///
/// Every element moves by about η at each step, so learning rates are ten times below those of
/// ``AdamW``.
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
  public var accumulatesWindows: Bool { false }

  public func validate() throws(InvalidValue) {
    try check(decay: "signDecay", signDecay)
    try check(decay: "meanDecay", meanDecay)
  }

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
