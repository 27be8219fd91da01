/// A training cannot go on: its loss or its parameters are no longer finite.
public struct TrainingDiverged: Error, Equatable, Sendable, CustomStringConvertible {
  /// The number of the step, from 1.
  public let step: Int
  /// What is not finite, such as `the loss is nan`.
  public let reason: String
  /// The learning rate of the training; `nil` if it cannot be the cause.
  public let learningRate: Double?

  public init(step: Int, reason: String, learningRate: Double?) {
    (self.step, self.reason, self.learningRate) = (step, reason, learningRate)
  }

  public var description: String {
    "the training diverged at step \(step): \(reason)"
      + (learningRate.map { "; try a smaller learning rate than \($0)" } ?? "")
  }
}

extension Optimizer {
  /// Computes the gradients of a loss, and updates parameters by them.
  ///
  /// - Parameters:
  ///   - loss: One element, on the tape of the variables.
  ///   - variables: What stands for the parameters on the tape, in their order.
  ///   - touched: The rows that the variables of tables are, as in `step`.
  /// - Throws: `TrainingDiverged` if the loss is not finite, and the parameters are then as before; or if
  ///   the update makes a parameter infinite. `InvalidValue` as `step` does.
  package mutating func descend(
    _ loss: Variable<Element>, for variables: [Variable<Element>],
    _ parameters: inout [Parameter<Element>], touched: [Int]? = nil
  ) throws {
    try check(loss)
    let gradients = loss.tape.gradients(of: loss, for: variables)
    let refused = try step(&parameters, gradients: gradients, touched: touched)
    if let name = refused.first {
      throw diverged("the gradient of \(name) is not finite", at: steps)
    }
    if touched == nil { try check(parameters) }
  }

  /// - Throws: `TrainingDiverged` if the loss of the next step is not finite.
  package func check(_ loss: Variable<Element>) throws(TrainingDiverged) {
    guard !loss.scalar.isFinite else { return }
    throw diverged("the loss is \(loss.scalar)", at: steps + 1)
  }

  /// - Throws: `TrainingDiverged` if a parameter is not finite after the last step.
  package func check(_ parameters: [Parameter<Element>]) throws(TrainingDiverged) {
    guard let parameter = parameters.first(where: { !$0.value.isFinite }) else { return }
    throw diverged("\(parameter.name) is not finite", at: steps)
  }

  private func diverged(_ reason: String, at step: Int) -> TrainingDiverged {
    // Before the first update, the rate has had no effect yet.
    let rate = steps == 0 ? nil : configuration.groups.map(\.learningRate).min()
    return TrainingDiverged(step: step, reason: reason, learningRate: rate)
  }
}
