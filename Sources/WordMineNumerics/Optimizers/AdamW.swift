import WordMineBase

/// AdamW: steps against a running mean of the gradients, divided by their running deviation.
///
///     m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²
///     θ ← θ − η (m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε) + λθ)
///
/// Reference: Loshchilov and Hutter 2019, *Decoupled Weight Decay Regularization*.
public struct AdamW: UpdateRule {
  /// β₁
  public var meanDecay = 0.9
  /// β₂
  public var squareDecay = 0.999
  /// ε
  public var epsilon = 1e-8
  /// Lets a window of micro-batches be accumulated without a buffer. It is an approximation: v becomes
  /// the mean of the squares, not the square of the mean, so noise shortens the steps.
  public var approximatesWindows = false

  public init(
    meanDecay: Double = 0.9, squareDecay: Double = 0.999, epsilon: Double = 1e-8,
    approximatesWindows: Bool = false
  ) {
    self.meanDecay = meanDecay
    self.squareDecay = squareDecay
    self.epsilon = epsilon
    self.approximatesWindows = approximatesWindows
  }

  public var slots: Int { 2 }
  public var accumulatesWindows: Bool { approximatesWindows }

  public func validate() throws(InvalidValue) {
    try check(decay: "meanDecay", meanDecay)
    try check(decay: "squareDecay", squareDecay)
    try InvalidValue.checkNotNegative("epsilon", epsilon)
  }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  public func update<Element: Scalar>(
    _ value: inout [Element], _ range: Range<Int>, gradient: [Element], state: inout [[Element]],
    _ step: UpdateStep
  ) {
    let (rate, decay, epsilon) = (Element(step.rate), Element(step.decay), Element(epsilon))
    let (oldMean, newMean): (Element, Element) = step.weights(meanDecay)
    let (oldSquare, newSquare): (Element, Element) = step.weights(squareDecay)
    let meanScale = Element(1 / (1 - Double.pow(meanDecay, Double(step.number))))
    let squareScale = Element(1 / (1 - Double.pow(squareDecay, Double(step.number))))
    for i in range {
      state[0][i] = oldMean * state[0][i] + newMean * gradient[i]
      state[1][i] = oldSquare * state[1][i] + newSquare * gradient[i] * gradient[i]
      let deviation = (state[1][i] * squareScale).squareRoot() + epsilon
      value[i] -= rate * (state[0][i] * meanScale / deviation + decay * value[i])
    }
  }
}
