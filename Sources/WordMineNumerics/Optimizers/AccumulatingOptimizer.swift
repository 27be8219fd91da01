import WordMineBase

/// Gradient accumulation: makes one update from several micro-batches, for any optimizer, exactly as from
/// one large batch.
///
/// It sums w·g and w over the micro-batches and steps with their quotient. The weight w of a micro-batch
/// is the number of samples that its loss is a mean of (or of tokens, if it is a mean over tokens). The
/// remainder at the end is applied by `flush`.
///
/// A wrapper for Keras of 2019 scaled the learning rate of every call instead. It is not equivalent to
/// the large batch: its first update is empty but counts as a step, one gradient of each window is that
/// of old weights, the last window is lost, momenta decay a little in idle calls, micro-batches of
/// unequal size have equal weight, and gradients are clipped before they are averaged.
public struct AccumulatingOptimizer<Element: Scalar>: Sendable {
  /// The optimizer that makes the updates.
  public internal(set) var optimizer: Optimizer<Element>
  /// The number of micro-batches per update.
  public let interval: Int
  /// Σ w·g; empty at the start of a window.
  public internal(set) var sums: [Matrix<Element>] = []
  /// Σ w
  public internal(set) var weight = 0.0
  /// The number of micro-batches in this window.
  public internal(set) var count = 0

  /// - Throws: `InvalidValue` for an interval below 1.
  public init(_ optimizer: Optimizer<Element>, interval: Int) throws(InvalidValue) {
    try InvalidValue.check("interval", interval, atLeast: 1)
    self.optimizer = optimizer
    self.interval = interval
  }

  /// Adds the gradients of the mean loss of one micro-batch.
  ///
  /// - Parameter weight: w
  /// - Throws: `InvalidValue` for a weight that is not above 0, and as ``Optimizer`` does for gradients that
  ///   do not fit.
  /// - Returns: Whether the parameters were updated.
  @discardableResult
  public mutating func add(
    _ gradients: [Matrix<Element>], weight: Double, to parameters: inout [Parameter<Element>]
  ) throws(InvalidValue) -> Bool {
    try InvalidValue.checkPositive("weight", weight)
    if interval == 1 {
      try optimizer.step(&parameters, gradients: gradients)
      return true
    }
    try check(gradients, parameters)
    let weighted = gradients.map { $0 * Element(weight) }
    if sums.isEmpty {
      sums = weighted
    } else {
      for index in sums.indices { sums[index] += weighted[index] }
    }
    self.weight += weight
    count += 1
    guard count == interval else { return false }
    return try flush(&parameters)
  }

  private func check(
    _ gradients: [Matrix<Element>], _ parameters: [Parameter<Element>]
  ) throws(InvalidValue) {
    try InvalidValue.checkEqual(gradients.count, "gradients", parameters.count, "parameters")
    for (index, (parameter, gradient)) in zip(parameters, gradients).enumerated() {
      let expected = sums.isEmpty ? parameter.value : sums[index]
      try gradient.check(
        rows: expected.rows, columns: expected.columns, "a gradient of \(parameter.name)")
    }
  }

  /// Updates the parameters with what was accumulated; `false` if there is nothing.
  ///
  /// - Throws: `InvalidValue` if they are other parameters.
  @discardableResult
  public mutating func flush(
    _ parameters: inout [Parameter<Element>]
  ) throws(InvalidValue) -> Bool {
    guard count > 0 else { return false }
    let factor = Element(1 / weight)
    try optimizer.step(&parameters, gradients: sums.map { $0 * factor })
    (sums, weight, count) = ([], 0, 0)
    return true
  }
}
