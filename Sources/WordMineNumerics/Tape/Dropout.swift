import WordMineBase

/// Which elements are dropped in a training step, so that a model learns not to rely on single ones.
///
/// Each element becomes zero with probability p, and all others are divided by 1 − p. What is dropped
/// is a function of the seed, the step and the place in the model, so a resumed training drops the same.
///
/// Reference: Srivastava et al. 2014, *Dropout*.
public struct Dropout: Sendable, Equatable {
  /// p, rounded to a multiple of 1/256.
  public let rate: Double
  /// The seed of the training.
  public let seed: UInt64
  /// The step of the training, from 0.
  public let step: Int

  /// - Throws: `InvalidValue` for a rate that is not from 0 to below 1, and for a negative step.
  public init(rate: Double, seed: UInt64, step: Int) throws(InvalidValue) {
    guard (0..<1).contains(rate) else {
      throw InvalidValue("the dropout rate is \(rate); it can be 0 to below 1")
    }
    try InvalidValue.check("step", step, atLeast: 0)
    self.rate = rate
    self.seed = seed
    self.step = step
  }

  /// The factors of a matrix: 0 or 1 / (1 − p).
  ///
  /// - Parameter place: Distinguishes the masks of one step; below 2¹⁶.
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
  /// Drops some elements; none if there is no dropout, or if its rate is 0.
  func dropping(_ dropout: Dropout?, _ place: Int) -> Variable {
    guard let dropout, dropout.rate > 0 else { return self }
    let mask: Matrix<Element> = dropout.mask(place, rows: rows, columns: columns)
    return tape.record(value * mask, from: [self]) { [$0 * mask] }
  }
}
