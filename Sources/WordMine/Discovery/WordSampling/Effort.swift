/// How much work to spend on the word model.
public enum Effort: String, Sendable, CaseIterable {
  case quick
  case normal
  case thorough
  case utmost

  /// Gaps whose boundary logit exceeds this in magnitude, in nats, are not sampled.
  var gate: Float {
    switch self {
    case .quick: 2
    case .normal, .thorough, .utmost: 3
    }
  }

  var sweeps: Int {
    switch self {
    case .quick: 3
    case .normal: 6
    case .thorough: 12
    case .utmost: 24
    }
  }
}
