/// Makes one update from several micro-batches, for any optimizer, exactly as from one large batch.
///
/// It sums w·g and w over the micro-batches and steps with their quotient. The weight of a micro-batch
/// is what its loss was averaged over: samples, or tokens where the loss is a mean over tokens. What is
/// left at the end is applied by `flush`.
///
/// A wrapper for Keras of 2019 scaled the rate of every call instead. It differs from the large batch:
/// its first update is empty but counts as a step, one gradient of each window is that of old weights,
/// the last window is lost, momenta decay a little at idle calls, micro-batches of unequal size weigh
/// the same, and gradients are clipped before they are averaged.
public struct AccumulatingOptimizer<Element: Scalar>: Sendable {
  public internal(set) var optimizer: Optimizer<Element>
  /// How many micro-batches make an update.
  public let interval: Int
  /// Σ w·g; empty at the beginning of a window.
  public internal(set) var sums: [Matrix<Element>] = []
  /// Σ w
  public internal(set) var weight = 0.0
  /// The number of micro-batches in this window.
  public internal(set) var count = 0

  public init(_ optimizer: Optimizer<Element>, interval: Int) {
    precondition(interval > 0, "an update every \(interval) micro-batches")
    self.optimizer = optimizer
    self.interval = interval
  }

  /// Adds the gradients of the mean loss of one micro-batch.
  ///
  /// - Returns: Whether the parameters were updated.
  @discardableResult
  public mutating func add(
    _ gradients: [Matrix<Element>], weight: Double, to parameters: inout [Parameter<Element>]
  ) -> Bool {
    precondition(weight > 0, "a micro-batch that weighs \(weight)")
    if interval == 1 {
      optimizer.step(&parameters, gradients: gradients)
      return true
    }
    let weighted = gradients.map { $0 * Element(weight) }
    if sums.isEmpty {
      sums = weighted
    } else {
      for index in sums.indices { sums[index] += weighted[index] }
    }
    self.weight += weight
    count += 1
    guard count == interval else { return false }
    return flush(&parameters)
  }

  /// Updates the parameters with what there is; `false` where there is nothing.
  @discardableResult
  public mutating func flush(_ parameters: inout [Parameter<Element>]) -> Bool {
    guard count > 0 else { return false }
    let factor = Element(1 / weight)
    optimizer.step(&parameters, gradients: sums.map { $0 * factor })
    (sums, weight, count) = ([], 0, 0)
    return true
  }
}
