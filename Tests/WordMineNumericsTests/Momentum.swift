import WordMineNumerics

/// Steps against a running mean of the gradients: m ← βm + (1 − β)g, θ ← θ − η (m + λθ).
///
/// This is not the heavy ball m ← βm + g: the paths are the same where that has the rate (1 − β)η.
struct Momentum: UpdateRule {
  /// β
  var decay = 0.9

  init(decay: Double = 0.9) { self.decay = decay }

  var slots: Int { 1 }
  var accumulatesWindows: Bool { true }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func update<Element: Scalar>(
    _ value: inout [Element], _ range: Range<Int>, gradient: [Element], state: inout [[Element]],
    _ step: UpdateStep
  ) {
    let (rate, decay) = (Element(step.rate), Element(step.decay))
    let (old, new): (Element, Element) = step.weights(self.decay)
    for i in range {
      state[0][i] = old * state[0][i] + new * gradient[i]
      value[i] -= rate * (state[0][i] + decay * value[i])
    }
  }
}
