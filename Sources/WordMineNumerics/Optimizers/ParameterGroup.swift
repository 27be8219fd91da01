/// How the rate of a group becomes that of a parameter.
public enum RateScaling: Equatable, Sendable {
  /// The rate as it is.
  case uniform
  /// The rate is relative: kernels move by η times their root mean square, tables by η times that of
  /// each row, biases and gains by η / 2 and without decay.
  ///
  /// A kernel of zeros would never move; `floor` is the least root mean square that is reckoned with.
  case byParameterScale(floor: Double = 0)
}

/// What happens to the rows of a table that a batch does not touch.
///
/// The sign of a momentum does not shrink with it, so a rule by signs drives a row that was touched
/// once towards ±1/λ, at full speed, until the momentum underflows. Rows that stay where they are until
/// they are touched again are one cure; the other is to tie input and output tables, so that every row
/// has a gradient at every step.
public enum LazyRows: String, Sendable, Codable {
  /// They move as all others do.
  case off
  /// They stay, and their state goes on to decay.
  case decayingState
  /// They stay, and so does their state.
  case frozenState
}

/// Parameters of some kinds, and how they are updated.
public struct ParameterGroup: Sendable {
  public var kinds: Set<ParameterKind>
  public var rule: any UpdateRule
  /// η
  public var learningRate: Double
  /// λ
  public var weightDecay = 0.0
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

  /// Rate and decay of elements of a kind whose root mean square is given.
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
