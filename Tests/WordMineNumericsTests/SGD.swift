import WordMineNumerics

/// Steps against the gradient: θ ← θ − η (g + λθ).
struct SGD: UpdateRule {
  init() {}

  var slots: Int { 0 }
  var accumulatesWindows: Bool { false }

  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func update<Element: Scalar>(
    _ value: inout [Element], _ range: Range<Int>, gradient: [Element], state: inout [[Element]],
    _ step: UpdateStep
  ) {
    let (rate, decay) = (Element(step.rate), Element(step.decay))
    for i in range { value[i] -= rate * (gradient[i] + decay * value[i]) }
  }
}
