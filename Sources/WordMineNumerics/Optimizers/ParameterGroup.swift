/// How the learning rate of a group applies to a parameter.
public enum RateScaling: Equatable, Sendable {
  /// The rate as it is.
  case uniform
  /// The rate is relative: kernels move by η times their root mean square, rows of tables by η times
  /// theirs, biases and gains by η / 2 and without decay.
  ///
  /// A kernel of zeros would never move; `floor` is the least root mean square that counts.
  case byParameterScale(floor: Double = 0)
}

/// The rule and rates for parameters of some kinds.
public struct ParameterGroup: Sendable {
  /// The kinds of parameters in the group.
  public var kinds: Set<ParameterKind>
  /// The rule that updates them.
  public var rule: any UpdateRule
  /// η
  public var learningRate: Double
  /// λ
  public var weightDecay = 0.0
  /// How η applies to each parameter.
  public var scaling = RateScaling.uniform
  /// For tables only.
  public var lazyRows = LazyRows.decayingState

  public init(
    _ kinds: Set<ParameterKind> = Set(ParameterKind.allCases), rule: any UpdateRule,
    learningRate: Double, weightDecay: Double = 0, scaling: RateScaling = .uniform,
    lazyRows: LazyRows = .decayingState
  ) {
    self.kinds = kinds
    self.rule = rule
    self.learningRate = learningRate
    self.weightDecay = weightDecay
    self.scaling = scaling
    self.lazyRows = lazyRows
  }

  /// The rate and decay of elements of a kind with a given root mean square.
  func rate(_ kind: ParameterKind, rootMeanSquare: Double) -> (rate: Double, decay: Double) {
    guard case .byParameterScale(let floor) = scaling else { return (learningRate, weightDecay) }
    switch kind {
    case .bias, .gain: return (0.5 * learningRate, 0)
    case .kernel, .embedding: return (learningRate * max(rootMeanSquare, floor), weightDecay)
    }
  }

  /// λ for a kind.
  func decay(_ kind: ParameterKind) -> Double { rate(kind, rootMeanSquare: 1).decay }
}
