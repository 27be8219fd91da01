import WordMineNumerics

/// How the parameters of a language model are updated.
public enum TrainingRule: String, CaseIterable, Sendable, Codable {
  case tiger
  case lion
  case adamW = "adamw"

  /// η at its height, where nothing else is asked for; for Tiger it is relative to the size of what is
  /// updated.
  public var learningRate: Double {
    switch self {
    case .tiger: 4e-3
    case .lion: 6e-4
    case .adamW: 3e-3
    }
  }

  /// The rate rises over the first twentieth of the updates, then falls to zero at the last one.
  func optimizer(learningRate: Double?, updates: Int) -> Optimizer<Float> {
    var configuration = Optimizer<Float>.Configuration([group(learningRate ?? self.learningRate)])
    configuration.schedule = Schedule([
      .init(step: max(1, updates / 20), factor: 1), .init(step: max(2, updates), factor: 0),
    ])
    return Optimizer(configuration)
  }

  /// The table of characters is tied to the output, so all of its rows move at each step.
  private func group(_ rate: Double) -> ParameterGroup {
    switch self {
    case .tiger:
      ParameterGroup(
        rule: Tiger(), learningRate: rate, weightDecay: 0.01, scaling: .byParameterScale())
    case .lion:
      ParameterGroup(
        rule: Lion(signDecay: 0.95, meanDecay: 0.98), learningRate: rate, weightDecay: 0.1)
    case .adamW:
      ParameterGroup(rule: AdamW(squareDecay: 0.98), learningRate: rate, weightDecay: 0.05)
    }
  }
}
