import WordMineBase

/// Which elements are left out of a training step, so that a model learns not to rely on single ones.
///
/// Each element becomes zero with probability p, and all others are divided by 1 − p. What is left out
/// is a function of the seed, the step and the place in the model, so a training that is resumed leaves
/// out the same.
///
/// Reference: Srivastava et al. 2014, *Dropout*.
public struct Dropout: Sendable, Equatable {
  /// p, reckoned with in steps of 1/256.
  public var rate: Double
  public var seed: UInt64
  public var step: Int

  public init(rate: Double, seed: UInt64, step: Int) {
    precondition((0..<1).contains(rate), "a share of \(rate) to leave out")
    self.rate = rate
    self.seed = seed
    self.step = step
  }

  /// The factors of a matrix: 0 or 1 / (1 − p).
  ///
  /// - Parameter place: Tells the masks of one step apart; below 2¹⁶.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  func mask<Element: Scalar>(_ place: Int, rows: Int, columns: Int) -> Matrix<Element> {
    var generator = SeededGenerator(seed: seed, stream: UInt64(step) << 16 | UInt64(place))
    let threshold = UInt64(min(255, (rate * 256).rounded()))
    let kept = 1 / (1 - Element(threshold) / 256)
    var mask = Matrix<Element>(rows: rows, columns: columns)
    var bits: UInt64 = 0
    for index in 0..<mask.count {
      if index & 7 == 0 { bits = generator.next() }
      if bits & 0xFF >= threshold { mask.elements[index] = kept }
      bits >>= 8
    }
    return mask
  }
}

extension Variable {
  /// Some elements left out; all as they are where there is no dropout, or its rate is 0.
  func leavingOut(_ dropout: Dropout?, _ place: Int) -> Variable {
    guard let dropout, dropout.rate > 0 else { return self }
    let mask: Matrix<Element> = dropout.mask(place, rows: rows, columns: columns)
    return tape.record(value * mask, from: [self]) { [$0 * mask] }
  }
}
